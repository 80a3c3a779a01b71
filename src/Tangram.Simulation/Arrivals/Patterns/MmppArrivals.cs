using Tangram.Core.Catalogs;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Arrivals.Patterns;

/// <summary>Bursts: a Poisson process whose rate goes to and fro between calm and burst, each for an exponentially distributed time.</summary>
/// <remarks>
/// A Markov-modulated Poisson process of two states (Heffes and Lucantoni 1986). The rates are such that their mean over time is the rate asked for; the
/// state at the start is drawn by the share of time each takes, so that this holds from the start.
/// </remarks>
public sealed class MmppArrivals : IArrivalPattern, ICatalogued<MmppArrivals, IArrivalPattern>
{
    private readonly double _burstRatio;
    private readonly TimeSpan _calm;
    private readonly TimeSpan _burst;

    /// <summary>A pattern of bursts.</summary>
    /// <param name="burstRatio">The rate in a burst over that in calm; from 1, which is a plain Poisson process.</param>
    /// <param name="calm">How long calm lasts on average; above 0.</param>
    /// <param name="burst">How long a burst lasts on average; above 0.</param>
    public MmppArrivals(double burstRatio, TimeSpan calm, TimeSpan burst)
    {
        if (burstRatio is not (>= 1 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(burstRatio), burstRatio, "it is finite and from 1");
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(calm, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(burst, TimeSpan.Zero);
        (_burstRatio, _calm, _burst) = (burstRatio, calm, burst);
    }

    /// <inheritdoc/>
    public static string Name => "mmpp";

    /// <inheritdoc/>
    public static string Description => "bursts: calm and busy times that take turns at random";

    /// <summary>
    /// Settings <c>burst-ratio</c>: the rate in a burst over that in calm, 5 unless given; <c>calm-s</c> and <c>burst-s</c>: how long each lasts on
    /// average in seconds, 20 and 5 unless given.
    /// </summary>
    public static IArrivalPattern Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new MmppArrivals(
            settings.Number("burst-ratio", fallback: 5, min: 1, max: 1e6),
            TimeSpan.FromSeconds(settings.Number("calm-s", fallback: 20, min: 0.001, max: 1e8)),
            TimeSpan.FromSeconds(settings.Number("burst-s", fallback: 5, min: 0.001, max: 1e8)));
    }

    /// <inheritdoc/>
    public IArrivals Start(double ratePerSecond, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return GapArrivals.At(ratePerSecond, perTick =>
        {
            var (calm, burst) = ((double)_calm.Ticks, (double)_burst.Ticks);
            var calmPerTick = perTick * (calm + burst) / (calm + (_burstRatio * burst));
            return new Gaps((1 / calmPerTick, calm), (1 / (calmPerTick * _burstRatio), burst), stream);
        });
    }

    private sealed class Gaps : IGaps
    {
        private readonly (double GapTicks, double StayTicks)[] _states;
        private readonly RandomStream _stream;
        private int _state;
        private double _stay;

        public Gaps((double GapTicks, double StayTicks) calm, (double GapTicks, double StayTicks) burst, RandomStream stream)
        {
            (_states, _stream) = ([calm, burst], stream);
            _state = stream.Bernoulli(burst.StayTicks / (calm.StayTicks + burst.StayTicks)) ? 1 : 0;
            _stay = stream.Exponential(_states[_state].StayTicks);
        }

        public double NextTicks()
        {
            var passed = 0.0;
            while (true)
            {
                // Neither process remembers, so what was drawn beyond a change of state is drawn anew after it.
                var gap = _stream.Exponential(_states[_state].GapTicks);
                if (gap <= _stay)
                {
                    _stay -= gap;
                    return passed + gap;
                }

                passed += _stay;
                _state = 1 - _state;
                _stay = _stream.Exponential(_states[_state].StayTicks);
            }
        }
    }
}
