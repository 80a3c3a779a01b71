namespace Tangram.Scheduling;

/// <summary>Expected run time of a batch by its size, on one segment.</summary>
/// <remarks>Between measured sizes it is interpolated; beyond the last it grows with the last step's slope.</remarks>
public sealed class BatchLatency
{
    private readonly TimeSpan[] _bySize;

    /// <summary>Builds it from measured points.</summary>
    /// <param name="points">Batch sizes, at least 1 and ascending, with their latencies; at least one point.</param>
    /// <param name="largest">Largest batch that will be asked for.</param>
    public BatchLatency(IReadOnlyList<(int Batch, TimeSpan Latency)> points, int largest)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfZero(points.Count, nameof(points));
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, 1);
        _bySize = [.. Enumerable.Range(1, largest).Select(size => At(points, size))];
        Knee = KneeOf(_bySize);
    }

    /// <summary>The largest batch it was built for; at least 1.</summary>
    public int Largest => _bySize.Length;

    /// <summary>The smallest batch whose throughput is within 20 % of the highest there is.</summary>
    /// <remarks>PARIS's knee where utilisation was not measured (arXiv 2202.13481, §III) [R].</remarks>
    public int Knee { get; }

    /// <summary>Run time of a batch of <paramref name="size"/> items, from 1 to the largest.</summary>
    public TimeSpan Of(int size) => _bySize[Math.Clamp(size, 1, _bySize.Length) - 1];

    private static int KneeOf(TimeSpan[] bySize)
    {
        var plateau = bySize.Select((latency, i) => (i + 1) / Math.Max(1.0, latency.Ticks)).Max();
        return Array.FindIndex([.. bySize.Select((latency, i) => (i + 1) / Math.Max(1.0, latency.Ticks))], rate => rate >= 0.8 * plateau) + 1;
    }

    private static TimeSpan At(IReadOnlyList<(int Batch, TimeSpan Latency)> points, int size)
    {
        var above = 0;
        while (above < points.Count - 1 && points[above].Batch < size)
        {
            above++;
        }

        var high = points[above];
        if (above == 0)
        {
            return high.Latency * Math.Max(1, (double)size / high.Batch);
        }

        var low = points[above - 1];
        var share = (double)(size - low.Batch) / (high.Batch - low.Batch);
        return low.Latency + ((high.Latency - low.Latency) * share);
    }
}
