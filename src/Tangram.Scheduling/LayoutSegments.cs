using Tangram.Core.Plans;
using Tangram.Core.Profiles;

namespace Tangram.Scheduling;

/// <summary>The segments of a layout: a plan's instances that serve one of its tasks.</summary>
internal sealed class LayoutSegments(Plan plan, IReadOnlyList<ProfileTable> profiles, Dictionary<(string Application, string Task), int> tasks)
{
    // Loki's, whatever factors the plan was made with.
    private const double StageBudget = 2;

    private readonly Dictionary<string, int> _devices = plan.Placements.ToDictionary(p => p.Instance, p => p.Device, StringComparer.Ordinal);

    public List<Segment> Build()
    {
        var segments = new List<Segment>();
        foreach (var instance in plan.Instances)
        {
            int[] served = [.. instance.Serves.Where(w => tasks.ContainsKey((w.Application, w.Task))).Select(w => tasks[(w.Application, w.Task)])];
            if (served.Length > 0)
            {
                segments.Add(Of(instance, segments.Count, served));
            }
        }

        return segments;
    }

    private Segment Of(Instance instance, int index, int[] served) =>
        new(index, instance.Id, served, instance.Slices, instance.Concurrency, instance.Batch, LatencyOf(instance))
        {
            Variant = instance.Variant,
            Type = instance.SegmentType,
            Accuracy = AccuracyOf(instance),
            Budget = TimeSpan.FromMilliseconds(StageBudget * instance.LatencyMilliseconds),
            Device = _devices.GetValueOrDefault(instance.Id),
        };

    private double AccuracyOf(Instance instance) => plan.Applications
        .SelectMany(a => a.Tasks.Where(t => instance.IsFor(a.Name, t.Name)))
        .SelectMany(t => t.Variants)
        .FirstOrDefault(v => string.Equals(v.Name, instance.Variant, StringComparison.Ordinal))?.RelativeAccuracy ?? 1;

    private BatchLatency LatencyOf(Instance instance)
    {
        var points = ProfileLookup.Entries(profiles, instance)
            .OrderBy(e => e.Batch)
            .Select(e => (e.Batch, TimeSpan.FromMilliseconds(e.P50Milliseconds)))
            .ToList();
        return points.Count > 0
            ? new BatchLatency(points, instance.Batch)
            : throw new ArgumentException($"the profile has no entry for variant {instance.Variant} on {instance.Profile}, which instance {instance.Id} of the plan uses", nameof(instance));
    }
}
