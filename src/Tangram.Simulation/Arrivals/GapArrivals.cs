using Tangram.Core.Time;

namespace Tangram.Simulation.Arrivals;

/// <summary>Requests that come one by one, those within one tick together.</summary>
/// <remarks>Fractions of ticks are carried on, so that times do not drift and a rate may exceed one request per tick.</remarks>
internal sealed class GapArrivals(IGaps gaps) : IArrivals
{
    /// <summary>The highest rate: 100 requests per tick.</summary>
    public const double HighestRatePerSecond = 1e9;

    // A request in 30 years: patterns that change meanwhile would take long to get there.
    private const double LowestRatePerSecond = 1e-9;

    // Some 14,000 years: from there on no request comes.
    private const double EndTicks = long.MaxValue / 2;

    private long _tick;
    private double _fraction;
    private bool _started;

    /// <summary>Arrivals at a rate, which are none at a rate of 0 or so low that no run would see one.</summary>
    /// <param name="ratePerSecond">From 0 to <see cref="HighestRatePerSecond"/>.</param>
    /// <param name="gaps">Makes the gaps for a rate above 0 per tick.</param>
    public static IArrivals At(double ratePerSecond, Func<double, IGaps> gaps) => ratePerSecond switch
    {
        >= 0 and < LowestRatePerSecond => new NoArrivals(),
        >= LowestRatePerSecond and <= HighestRatePerSecond => new GapArrivals(gaps(ratePerSecond / TimeSpan.TicksPerSecond)),
        _ => throw new ArgumentOutOfRangeException(nameof(ratePerSecond), ratePerSecond, "a rate is from 0 to 10^9 requests per second"),
    };

    /// <inheritdoc/>
    public bool TryNext(out Arrival arrival)
    {
        if (!_started)
        {
            _started = true;
            Step();
        }

        if (_tick >= EndTicks)
        {
            arrival = default;
            return false;
        }

        // The request at hand, and those of the same tick.
        var at = _tick;
        var count = 0L;
        do
        {
            count++;
            Step();
        }
        while (_tick == at);

        arrival = new Arrival(new Instant(at), count);
        return true;
    }

    private void Step()
    {
        var gap = Math.Min(gaps.NextTicks(), EndTicks);
        var whole = unchecked((long)gap);
        _fraction += gap - whole;
        _tick += whole;
        if (_fraction >= 1)
        {
            _fraction--;
            _tick++;
        }
    }

    private sealed class NoArrivals : IArrivals
    {
        public bool TryNext(out Arrival arrival)
        {
            arrival = default;
            return false;
        }
    }
}
