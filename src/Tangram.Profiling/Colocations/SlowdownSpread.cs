namespace Tangram.Profiling.Colocations;

/// <summary>How slowdowns spread.</summary>
/// <param name="Batches">How many there are; the figures are 0 where there is none.</param>
/// <param name="MedianSlowdown">The median.</param>
/// <param name="P95Slowdown">What 95 % stay within.</param>
public sealed record SlowdownSpread(int Batches, double MedianSlowdown, double P95Slowdown)
{
    /// <summary>The spread of some slowdowns, to three decimals.</summary>
    public static SlowdownSpread Of(IReadOnlyList<double> slowdowns)
    {
        ArgumentNullException.ThrowIfNull(slowdowns);
        return slowdowns.Count == 0 ? new SlowdownSpread(0, 0, 0) : new SlowdownSpread(slowdowns.Count, Math.Round(Percentiles.Of(slowdowns, 50), 3), Math.Round(Percentiles.Of(slowdowns, 95), 3));
    }
}
