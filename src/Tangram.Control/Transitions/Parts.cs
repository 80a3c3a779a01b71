using Tangram.Core.Plans;

namespace Tangram.Control.Transitions;

/// <summary>What stays, what comes and what goes between the segments there are and those of a plan.</summary>
internal sealed class Parts
{
    private readonly List<(PlacedInstance Before, PlacedInstance Target)> _kept = [];
    private readonly List<PlacedInstance> _starts = [];
    private readonly List<PlacedInstance> _empty = [];
    private readonly List<PlacedInstance> _stops = [];
    private readonly List<PlacedInstance> _idle = [];

    /// <summary>Compares by place.</summary>
    /// <param name="found">The segments there are.</param>
    /// <param name="target">The segments there are to be.</param>
    public Parts(IReadOnlyList<FoundSegment> found, IReadOnlyList<PlacedInstance> target)
    {
        var places = new Dictionary<(int Device, int Start), FoundSegment>(found.Count);
        foreach (var segment in found)
        {
            places[(segment.Segment.Placement.Device, segment.Segment.Placement.Start)] = segment;
        }

        foreach (var segment in target)
        {
            var place = (segment.Placement.Device, segment.Placement.Start);
            var there = places.TryGetValue(place, out var other) && IsSame(other, segment) ? other : null;
            if (there is null)
            {
                _starts.Add(segment);
                continue;
            }

            places.Remove(place);
            if (there.Serves)
            {
                _kept.Add((there.Segment, segment));
            }
            else
            {
                _empty.Add(segment);
            }
        }

        foreach (var segment in found)
        {
            if (places.TryGetValue((segment.Segment.Placement.Device, segment.Segment.Placement.Start), out var left) && ReferenceEquals(left, segment))
            {
                (segment.Serves ? _stops : _idle).Add(segment.Segment);
            }
        }
    }

    /// <summary>Segments that serve, before and after.</summary>
    public IReadOnlyList<(PlacedInstance Before, PlacedInstance Target)> Kept => _kept;

    /// <summary>Segments of the target that are not there.</summary>
    public IReadOnlyList<PlacedInstance> Starts => _starts;

    /// <summary>Segments of the target that are there and do not serve: they are only loaded.</summary>
    public IReadOnlyList<PlacedInstance> Empty => _empty;

    /// <summary>Segments that serve and that the target does not have.</summary>
    public IReadOnlyList<PlacedInstance> Stops => _stops;

    /// <summary>Segments that are there, do not serve, and that the target does not have: they are only destroyed.</summary>
    public IReadOnlyList<PlacedInstance> Idle => _idle;

    /// <summary>A plan's instances with their places.</summary>
    public static IReadOnlyList<PlacedInstance> Placed(Plan plan)
    {
        var placements = plan.Placements.ToDictionary(p => p.Instance, StringComparer.Ordinal);
        return [.. plan.Instances.Select(i => new PlacedInstance(i, placements.GetValueOrDefault(i.Id) ?? throw new ArgumentException($"instance '{i.Id}' has no placement", nameof(plan))))];
    }

    private static bool IsSame(FoundSegment found, PlacedInstance target)
    {
        var (there, wanted) = (found.Segment.Instance, target.Instance);
        return string.Equals(there.DeviceModel, wanted.DeviceModel, StringComparison.Ordinal)
            && string.Equals(there.Profile, wanted.Profile, StringComparison.Ordinal)
            && (found.IsUnknown || IsSame(there, wanted));
    }

    private static bool IsSame(Instance there, Instance wanted) =>
        string.Equals(there.Variant, wanted.Variant, StringComparison.Ordinal)
        && there.Concurrency == wanted.Concurrency
        && there.Batch == wanted.Batch
        && there.Serves.Count == wanted.Serves.Count
        && wanted.Serves.All(w => there.IsFor(w.Application, w.Task));
}
