using Tangram.Core.Devices;

namespace Tangram.Planning.Deciding;

/// <summary>A segment that runs now.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Batch">Most items in one batch.</param>
/// <param name="Device">Its device, counted from 0 within the pool.</param>
/// <param name="Start">First memory slice.</param>
internal sealed record RunningSegment(SegmentKind Kind, int Batch, int Device, int Start)
{
    /// <summary>The segments of the previous plan that lie, legally, on devices that the pool still has.</summary>
    public static IReadOnlyList<RunningSegment> In(PlanningProblem problem, int pool)
    {
        var (device, available) = problem.Inventory.Pools[pool];
        var before = problem.Previous?.Pools.ToList().FindIndex(p => string.Equals(p.Model, device.Name, StringComparison.Ordinal)) ?? -1;
        if (before < 0)
        {
            return [];
        }

        var first = problem.Previous!.Pools.Take(before).Sum(p => p.Available);
        var sizes = device.Profiles.Select((p, size) => (p.Name, size)).ToDictionary(p => p.Name, p => p.size, StringComparer.Ordinal);
        var instances = problem.Previous.Instances.Where(i => string.Equals(i.DeviceModel, device.Name, StringComparison.Ordinal) && sizes.ContainsKey(i.Profile)).ToDictionary(i => i.Id, StringComparer.Ordinal);
        return
        [
            .. problem.Previous.Placements
                .Where(p => instances.ContainsKey(p.Instance) && p.Device >= first && p.Device < first + available)
                .Select(p => (Instance: instances[p.Instance], Placement: p))
                .Select(x => new RunningSegment(SegmentKind.Of(x.Instance, sizes[x.Instance.Profile]), x.Instance.Batch, x.Placement.Device - first, x.Placement.Start))
                .GroupBy(r => r.Device).Where(g => new DeviceLayout([.. g.Select(r => new PlacedSegment(r.Kind.Size, r.Start))]).IsLegal(device)).SelectMany(g => g),
        ];
    }
}
