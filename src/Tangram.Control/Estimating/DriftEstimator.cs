using Tangram.Control.Observing;
using Tangram.Core.Plans;

namespace Tangram.Control.Estimating;

/// <summary>Estimates how many times as long as measured batches run, by variant and segment type [N].</summary>
/// <remarks>
/// An exponentially weighted mean over about as many batches as are needed to believe it. What a plan counts for neighbours already
/// (<see cref="Instance.Slowdown"/>) is no drift: run times are divided by it.
/// <para>
/// Longer run times count only of segments that are busy. Devices clock down while they idle: batches after a pause were seen to run 1.7 times as long as one after the
/// other, which says nothing of how many a second can be run.
/// </para>
/// </remarks>
/// <param name="settings">The band, how many batches are enough, and how busy is busy.</param>
public sealed class DriftEstimator(ControlSettings settings)
{
    private readonly Dictionary<(string Variant, string SegmentType), (double Sum, double Weight, long Batches)> _seen = [];

    /// <summary>Takes note of batches that ran in a span of time.</summary>
    /// <param name="runs">The batches.</param>
    /// <param name="running">The plan they ran on.</param>
    /// <param name="span">The span's length; above 0.</param>
    public void Observe(IReadOnlyList<RunObservation> runs, Plan running, TimeSpan span)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(running);
        foreach (var run in runs.Where(r => r.Batches > 0 && r.Profiled > TimeSpan.Zero))
        {
            var key = (run.Variant, run.SegmentType);
            var (sum, weight, batches) = _seen.GetValueOrDefault(key);
            var instances = running.Instances
                .Where(i => string.Equals(i.Variant, run.Variant, StringComparison.Ordinal) && string.Equals(i.SegmentType, run.SegmentType, StringComparison.Ordinal)).ToList();
            var ratio = run.Actual / run.Profiled / instances.Select(i => i.Slowdown ?? 1).DefaultIfEmpty(1).Average();
            var busy = run.Actual / span / Math.Max(1, instances.Sum(i => i.Concurrency));
            if (busy < settings.DriftBusyShare && ratio > Math.Max(1, weight > 0 ? sum / weight : 1))
            {
                continue;
            }

            var keep = Math.Pow(1 - (1.0 / (settings.DriftBatches + 1)), run.Batches);
            _seen[key] = ((sum * keep) + (ratio * (1 - keep)), (weight * keep) + 1 - keep, batches + run.Batches);
        }
    }

    /// <summary>How many times as long as measured a variant's batches run on a segment type, not below <see cref="ControlSettings.LeastDrift"/>; null where too few were seen.</summary>
    public double? Estimate(string variant, string segmentType) =>
        _seen.TryGetValue((variant, segmentType), out var seen) && seen.Batches >= settings.DriftBatches ? Math.Max(settings.LeastDrift, seen.Sum / seen.Weight) : null;

    /// <summary>What to count with instead of what is counted with; null where nothing departs from that.</summary>
    public DriftChange? Compare(DriftFactors counted)
    {
        ArgumentNullException.ThrowIfNull(counted);
        var known = new Dictionary<(string, string), double>(counted.Known);
        var departures = new List<string>();
        var isHeavier = false;
        foreach (var (variant, segmentType) in _seen.Keys.OrderBy(k => k.Variant, StringComparer.Ordinal).ThenBy(k => k.SegmentType, StringComparer.Ordinal))
        {
            var before = counted.Of(variant, segmentType);
            if (Estimate(variant, segmentType) is { } now && Math.Abs((now / before) - 1) > settings.DriftBand)
            {
                known[(variant, segmentType)] = now;
                isHeavier |= now > before;
                departures.Add(FormattableString.Invariant($"{variant} on {segmentType} runs {now:0.##} times as long as measured, not {before:0.##} times"));
            }
        }

        return departures.Count == 0 ? null : new DriftChange(new DriftFactors(known), isHeavier, string.Join("; ", departures));
    }
}
