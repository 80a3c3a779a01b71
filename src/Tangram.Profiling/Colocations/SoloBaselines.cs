namespace Tangram.Profiling.Colocations;

/// <summary>How long batches take alone, at any time of a recording.</summary>
/// <remarks>
/// [N]. The median of the runs alone that are nearest in time, so that a machine that slows down or speeds up does so for both sides of a slowdown. A run
/// alone does not count for itself, unless it is the only one.
/// </remarks>
internal sealed class SoloBaselines
{
    private const int Nearest = 5;
    private readonly Dictionary<(string Variant, int Batch, double Share), RanBatch[]> _alone;

    /// <summary>Finds the runs beside which nothing ran.</summary>
    public SoloBaselines(IReadOnlyList<RanBatch> runs) => _alone = Alone(runs).GroupBy(r => r.Kind).ToDictionary(g => g.Key, g => g.ToArray());

    /// <summary>The latency alone that a run is compared with, in milliseconds; null where its kind never ran alone.</summary>
    public double? MillisecondsFor(RanBatch run)
    {
        if (!_alone.TryGetValue(run.Kind, out var alone))
        {
            return null;
        }

        // The runs nearest in time are neighbours in the order of starts, on both sides of where this run would stand.
        var right = FirstFrom(alone, run.StartedNanoseconds);
        var left = right - 1;
        var near = new List<double>(Nearest);
        while (near.Count < Nearest && (left >= 0 || right < alone.Length))
        {
            var goesRight = left < 0 || (right < alone.Length && alone[right].StartedNanoseconds - run.StartedNanoseconds < run.StartedNanoseconds - alone[left].StartedNanoseconds);
            var next = goesRight ? alone[right++] : alone[left--];
            if (!ReferenceEquals(next, run))
            {
                near.Add(next.Milliseconds);
            }
        }

        return near.Count > 0 ? Percentiles.Of(near, 50) : run.Milliseconds;
    }

    private static int FirstFrom(RanBatch[] ordered, long started)
    {
        var (low, high) = (0, ordered.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ordered[middle].StartedNanoseconds < started ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static IEnumerable<RanBatch> Alone(IReadOnlyList<RanBatch> runs)
    {
        var ordered = runs.OrderBy(r => r.StartedNanoseconds).ToList();
        var busyUntil = long.MinValue;
        for (var i = 0; i < ordered.Count; i++)
        {
            if (ordered[i].StartedNanoseconds >= busyUntil && (i + 1 == ordered.Count || ordered[i + 1].StartedNanoseconds >= ordered[i].EndedNanoseconds))
            {
                yield return ordered[i];
            }

            busyUntil = Math.Max(busyUntil, ordered[i].EndedNanoseconds);
        }
    }
}
