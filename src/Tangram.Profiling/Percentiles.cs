namespace Tangram.Profiling;

/// <summary>Percentiles of samples.</summary>
public static class Percentiles
{
    /// <summary>The percentile by linear interpolation between the two nearest ranks; with few samples high percentiles approach the largest.</summary>
    /// <param name="samples">In any order; at least one.</param>
    /// <param name="percent">From 0 to 100.</param>
    public static double Of(IEnumerable<double> samples, double percent)
    {
        var sorted = samples.Order().ToArray();
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(samples));
        var rank = percent / 100 * (sorted.Length - 1);
        var low = (int)rank;
        var high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((sorted[high] - sorted[low]) * (rank - low));
    }

    /// <summary>Half the width of the 90 % confidence interval of the 95th percentile, relative to it, by order statistics; infinity with fewer than 60 samples.</summary>
    /// <remarks>Ranks n·q ± 1.645·√(n·q·(1−q)), the normal approximation of the binomial; below about 60 samples the upper rank does not exist.</remarks>
    public static double RelativeUncertaintyOfP95(IReadOnlyCollection<double> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var spread = 1.645 * Math.Sqrt(samples.Count * 0.95 * 0.05);
        var low = (int)Math.Floor((samples.Count * 0.95) - spread) - 1;
        var high = (int)Math.Ceiling((samples.Count * 0.95) + spread) - 1;
        if (samples.Count < 60 || high >= samples.Count)
        {
            return double.PositiveInfinity;
        }

        var sorted = samples.Order().ToArray();
        return (sorted[high] - sorted[low]) / 2 / Of(sorted, 95);
    }
}
