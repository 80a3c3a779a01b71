using Tangram.Prediction.Observations;

namespace Tangram.Profiling.Colocations;

/// <summary>Sums observations up by pairs of variants.</summary>
public static class PairTable
{
    // Below, a co-runner was there for too little of a batch's life to be told by its slowdown.
    private const double LeastOverlap = 0.5;

    /// <summary>The slowdown of every variant beside every other, by share; from batches that had, for at least half their life, one variant beside them, and never two.</summary>
    public static IReadOnlyList<PairSlowdown> Of(IReadOnlyList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        return
        [
            .. observations.Where(IsPair)
                .GroupBy(o => (o.Own.Signature.Variant, o.Own.Share, CoVariant: o.Beside[0].Runner.Signature.Variant, CoShare: o.Beside[0].Runner.Share), o => o.Slowdown)
                .OrderBy(p => p.Key.Share).ThenBy(p => p.Key.Variant, StringComparer.Ordinal).ThenBy(p => p.Key.CoVariant, StringComparer.Ordinal)
                .Select(p => (p.Key, Spread: SlowdownSpread.Of([.. p])))
                .Select(p => new PairSlowdown(p.Key.Variant, p.Key.Share, p.Key.CoVariant, p.Key.CoShare, p.Spread.Batches, p.Spread.MedianSlowdown, p.Spread.P95Slowdown)),
        ];
    }

    /// <summary>The slowdown of batches beside which nothing ran: what the machine itself, and others on it, do to a latency.</summary>
    public static SlowdownSpread Alone(IReadOnlyList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        return SlowdownSpread.Of([.. observations.Where(o => o.Beside.Count == 0).Select(o => o.Slowdown)]);
    }

    /// <summary>The slowdown of batches beside which something ran, however briefly.</summary>
    public static SlowdownSpread Beside(IReadOnlyList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        return SlowdownSpread.Of([.. observations.Where(o => o.Beside.Count > 0).Select(o => o.Slowdown)]);
    }

    private static bool IsPair(Observation observation) =>
        observation.Beside.Count > 0
        && observation.Beside.All(b => string.Equals(b.Runner.Signature.Variant, observation.Beside[0].Runner.Signature.Variant, StringComparison.Ordinal))
        && observation.Beside.Sum(b => b.Presence.Overlap) is >= LeastOverlap and <= 1 + 1e-9;
}
