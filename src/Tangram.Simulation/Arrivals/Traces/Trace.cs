using Tangram.Core.Time;

namespace Tangram.Simulation.Arrivals.Traces;

/// <summary>Arrivals that were recorded, or made up by hand: instants in order with the requests that came at each.</summary>
/// <remarks>Immutable, and safe to replay many times at once. Holds 8 bytes for an instant, 16 where some count is not 1.</remarks>
public sealed class Trace
{
    private readonly long[] _ticks;
    private readonly long[]? _counts;

    /// <summary>A trace of given arrivals.</summary>
    /// <param name="arrivals">At least one; each later than the one before, the first not before the start, with at least one request.</param>
    /// <param name="length">How long it was recorded; longer than the last instant.</param>
    /// <exception cref="ArgumentException">They are not so.</exception>
    public Trace(IReadOnlyList<Arrival> arrivals, TimeSpan length)
        : this(Built(arrivals, length))
    {
    }

    private Trace((long[] Ticks, long[]? Counts, TimeSpan Length) parts)
    {
        (_ticks, _counts, Length) = parts;
        Requests = _counts?.Sum() ?? _ticks.Length;
    }

    /// <summary>Instants at which requests come; at least 1.</summary>
    public int Instants => _ticks.Length;

    /// <summary>Requests in all; at least 1.</summary>
    public long Requests { get; }

    /// <summary>How long it takes, and after which time it begins anew where it is repeated; longer than the last instant.</summary>
    public TimeSpan Length { get; }

    /// <summary>Requests per second over its length.</summary>
    public double MeanRatePerSecond => Requests / Length.TotalSeconds;

    /// <summary>The arrival with a number, from 0.</summary>
    public Arrival this[int number] => new(new Instant(_ticks[number]), _counts?[number] ?? 1);

    /// <summary>Its arrivals, once.</summary>
    public IArrivals Start() => Start(Length);

    /// <summary>Its arrivals, cut off after a time or repeated up to it.</summary>
    /// <param name="duration">From 0; no request comes at its end or later.</param>
    public IArrivals Start(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        return new TraceReplay(this, Instant.Start + duration);
    }

    /// <summary>The same requests with all times stretched or shortened so that they come at another mean rate.</summary>
    /// <remarks>Instants that fall into one tick become one.</remarks>
    /// <param name="ratePerSecond">Requests per second on average, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The trace would last longer than 1,000 years, or less than a tick.</exception>
    public Trace WithMeanRate(double ratePerSecond)
    {
        var factor = MeanRatePerSecond / ratePerSecond;
        var ticks = Length.Ticks * factor;
        if (ratePerSecond is not (> 0 and < double.PositiveInfinity) || ticks < 1 || ticks > TimeSpan.FromDays(365_000).Ticks)
        {
            throw new ArgumentOutOfRangeException(nameof(ratePerSecond), ratePerSecond, "a rate is above 0, and such that the trace lasts at least a tick and no longer than 1,000 years");
        }

        var builder = new TraceBuilder();
        for (var i = 0; i < _ticks.Length; i++)
        {
            builder.Add((long)(_ticks[i] * factor), _counts?[i] ?? 1);
        }

        return builder.Build(new TimeSpan(Math.Max((long)Math.Round(ticks), builder.LastTick + 1)));
    }

    /// <summary>A trace that takes over arrays which are as they should be.</summary>
    internal static Trace Of(long[] ticks, long[]? counts, TimeSpan length) => new((ticks, counts, length));

    private static (long[] Ticks, long[]? Counts, TimeSpan Length) Built(IReadOnlyList<Arrival> arrivals, TimeSpan length)
    {
        ArgumentNullException.ThrowIfNull(arrivals);
        if (arrivals.Count == 0 || arrivals[0].At < Instant.Start)
        {
            throw new ArgumentException("there is at least one arrival, and none before the start", nameof(arrivals));
        }

        for (var i = 0; i < arrivals.Count; i++)
        {
            if (arrivals[i].Count < 1 || (i > 0 && arrivals[i].At <= arrivals[i - 1].At))
            {
                throw new ArgumentException(FormattableString.Invariant($"arrival {i} has no request or is not later than the one before"), nameof(arrivals));
            }
        }

        if (length <= arrivals[^1].At - Instant.Start)
        {
            throw new ArgumentException("the length is longer than the last instant", nameof(length));
        }

        return ([.. arrivals.Select(a => a.At.Ticks)], arrivals.All(a => a.Count == 1) ? null : [.. arrivals.Select(a => a.Count)], length);
    }
}
