using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Planning.Deciding;

/// <summary>Finds a legal place for every segment: on the fewest devices, and of such places those that leave many running segments as they are.</summary>
internal static class Placer
{
    /// <summary>Places instances.</summary>
    /// <param name="problem">What was asked.</param>
    /// <param name="instances">The instances, with the pool and the size of each.</param>
    /// <returns>One placement per instance, in their order; null if a pool has too few devices.</returns>
    public static IReadOnlyList<Placement>? Place(PlanningProblem problem, IReadOnlyList<(Instance Instance, int Pool, int Size)> instances)
    {
        var placements = new Placement[instances.Count];
        var byPool = instances.Select((x, i) => (x.Instance, x.Pool, x.Size, Index: i)).ToLookup(x => x.Pool, x => new WaitingSegment(SegmentKind.Of(x.Instance, x.Size), x.Instance.Batch, x.Index));
        for (var pool = 0; pool < problem.Inventory.Pools.Count; pool++)
        {
            var (device, available) = problem.Inventory.Pools[pool];
            var waiting = byPool[pool].ToList();
            var counts = new int[device.Profiles.Count];
            waiting.ForEach(w => counts[w.Kind.Size]++);
            if (FleetPacker.FewestDevices(device, counts) is not { } devices || devices > available)
            {
                return null;
            }

            var running = RunningSegment.In(problem, pool);
            var layouts = running.Count == 0 ? FleetPacker.Pack(device, counts)!.Select((layout, i) => (Device: i, Layout: layout)) : KeepingPacker.Pack(device, devices, counts, waiting, running);
            foreach (var (segment, spot, start) in Dealt(waiting, layouts, running))
            {
                placements[segment.Index] = new Placement(instances[segment.Index].Instance.Id, problem.Inventory.FirstDevice(pool) + spot, start, device.Profiles[segment.Kind.Size].MemorySlices);
            }
        }

        return placements;
    }

    // Spots where the same runs are dealt out first, those of the same batch before others; what is left takes what is left.
    private static List<(WaitingSegment Segment, int Device, int Start)> Dealt(
        List<WaitingSegment> waiting, IEnumerable<(int Device, DeviceLayout Layout)> layouts, IReadOnlyList<RunningSegment> running)
    {
        var runs = running.ToDictionary(r => (r.Device, r.Start, r.Kind.Size));
        var spots = layouts.SelectMany(l => l.Layout.Segments.Select(s => (l.Device, s.Start, s.Size))).ToList();
        var exact = waiting.GroupBy(w => (w.Kind, w.Batch)).ToDictionary(g => g.Key, g => new Queue<WaitingSegment>(g));
        var dealt = new WaitingSegment?[spots.Count];
        for (var i = 0; i < spots.Count; i++)
        {
            dealt[i] = runs.TryGetValue(spots[i], out var run) && exact.TryGetValue((run.Kind, run.Batch), out var queue) && queue.TryDequeue(out var same) ? same : null;
        }

        var alike = exact.Values.SelectMany(q => q).OrderBy(w => w.Index).GroupBy(w => w.Kind).ToDictionary(g => g.Key, g => new Queue<WaitingSegment>(g));
        for (var i = 0; i < spots.Count; i++)
        {
            dealt[i] ??= runs.TryGetValue(spots[i], out var run) && alike.TryGetValue(run.Kind, out var queue) && queue.TryDequeue(out var same) ? same : null;
        }

        var rest = alike.Values.SelectMany(q => q).OrderBy(w => w.Index).GroupBy(w => w.Kind.Size).ToDictionary(g => g.Key, g => new Queue<WaitingSegment>(g));
        return [.. spots.Select((spot, i) => (dealt[i] ?? rest[spot.Size].Dequeue(), spot.Device, spot.Start))];
    }
}
