using Tangram.Core.Catalogs;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Arrivals.Patterns;

/// <summary>Days: a Poisson process whose rate follows a cosine, from the trough to the peak and back in a period.</summary>
/// <remarks>
/// The rate at a time t is the rate asked for × (1 − swing·cos(2πt / period)), so a run begins at the trough and the mean over a whole period is the rate
/// asked for. By thinning: requests come at the peak's rate and each stays with the probability of the moment (Lewis and Shedler 1979).
/// </remarks>
public sealed class DiurnalArrivals : IArrivalPattern, ICatalogued<DiurnalArrivals, IArrivalPattern>
{
    private readonly double _swing;
    private readonly TimeSpan _period;

    /// <summary>A pattern of days.</summary>
    /// <param name="swing">How far the rate goes above and below its mean, as a share of it; from 0, a plain Poisson process, to 1.</param>
    /// <param name="period">From a trough to the next; above 0.</param>
    public DiurnalArrivals(double swing, TimeSpan period)
    {
        if (swing is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(swing), swing, "it is from 0 to 1");
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        (_swing, _period) = (swing, period);
    }

    /// <inheritdoc/>
    public static string Name => "diurnal";

    /// <inheritdoc/>
    public static string Description => "days: a rate that rises and falls with a period, from the trough on";

    /// <summary>
    /// Settings <c>swing</c>: how far the rate goes above and below its mean as a share of it, from 0 to 1, 0.5 unless given, which makes the peak three
    /// times the trough; <c>period-s</c>: from a trough to the next in seconds, 86400 unless given.
    /// </summary>
    public static IArrivalPattern Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new DiurnalArrivals(
            settings.Number("swing", fallback: 0.5, min: 0, max: 1),
            TimeSpan.FromSeconds(settings.Number("period-s", fallback: 86400, min: 0.001, max: 1e8)));
    }

    /// <inheritdoc/>
    public IArrivals Start(double ratePerSecond, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return GapArrivals.At(ratePerSecond, perTick => new Gaps(1 / (perTick * (1 + _swing)), _swing, _period.Ticks, stream));
    }

    private sealed class Gaps(double peakGapTicks, double swing, double periodTicks, RandomStream stream) : IGaps
    {
        private double _timeOfDay;

        public double NextTicks()
        {
            var passed = 0.0;
            while (true)
            {
                var gap = stream.Exponential(peakGapTicks);
                passed += gap;
                _timeOfDay = (_timeOfDay + gap) % periodTicks;
                if (stream.Bernoulli((1 - (swing * Math.Cos(2 * Math.PI * _timeOfDay / periodTicks))) / (1 + swing)))
                {
                    return passed;
                }
            }
        }
    }
}
