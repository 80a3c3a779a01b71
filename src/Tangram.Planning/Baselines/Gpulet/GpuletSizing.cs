namespace Tangram.Planning.Baselines.Gpulet;

/// <summary>How gpulet sizes the partitions of a model (ATC'22; read in <c>scheduler_incremental.cpp</c> of its public code [C]).</summary>
internal static class GpuletSizing
{
    // Steps that gain less throughput are not worth a larger partition.
    private const double LeastGain = 1.05;

    /// <summary>The most efficient partition: the one whose step up from the next smaller gains most throughput per slice.</summary>
    /// <remarks>The step up to the whole device is not looked at, and where no step gains 5 % it is the smallest partition; both as there.</remarks>
    /// <param name="bySize">One configuration per size, the smallest first; at least one.</param>
    /// <param name="wholeSlices">Compute slices of the whole device.</param>
    public static Configuration Knee(IReadOnlyList<Configuration> bySize, int wholeSlices)
    {
        var (knee, steepest) = (bySize[0], 0.0);
        for (var i = 1; i < bySize.Count; i++)
        {
            var (low, high) = (bySize[i - 1], bySize[i]);
            var slope = (high.ItemsPerSecond - low.ItemsPerSecond) / (high.Slices - low.Slices);
            if (high.Slices < wholeSlices && high.ItemsPerSecond >= low.ItemsPerSecond * LeastGain && slope > steepest)
            {
                (knee, steepest) = (high, slope);
            }
        }

        return knee;
    }

    /// <summary>The partitions for a rate: knees as long as one is filled, then the smallest that carries the rest.</summary>
    /// <param name="bySize">One configuration per size, the smallest first; at least one.</param>
    /// <param name="wholeSlices">Compute slices of the whole device.</param>
    /// <param name="rate">Items per second; at least 0.</param>
    /// <returns>Configurations with their count, the largest first.</returns>
    public static IReadOnlyList<(Configuration Configuration, int Count)> For(IReadOnlyList<Configuration> bySize, int wholeSlices, double rate)
    {
        var knee = Knee(bySize, wholeSlices);
        var full = Math.Max(0, (int)Math.Ceiling(rate * (1 - Tolerance.Rate) / knee.ItemsPerSecond) - 1);
        var rest = rate - (full * knee.ItemsPerSecond);
        var last = bySize.First(c => Tolerance.Covers(c.ItemsPerSecond, rest));
        return ReferenceEquals(last, knee) ? [(knee, full + 1)] : full == 0 ? [(last, 1)] : last.Slices > knee.Slices ? [(last, 1), (knee, full)] : [(knee, full), (last, 1)];
    }
}
