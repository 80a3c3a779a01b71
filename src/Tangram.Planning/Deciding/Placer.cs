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
        for (var pool = 0; pool < problem.Inventory.Pools.Count; pool++)
        {
            var (device, available) = problem.Inventory.Pools[pool];
            var waiting = Waiting(instances, pool);
            var counts = new int[device.Profiles.Count];
            waiting.ForEach(w => counts[w.Kind.Size]++);
            if (FleetPacker.FewestDevices(device, counts) is not { } devices || devices > available)
            {
                return null;
            }

            var running = RunningSegment.In(problem, pool);
            var spots = running.Count == 0 ? Spots(FleetPacker.Pack(device, counts)!) : Spots(KeepingPacker.Pack(device, devices, counts, waiting, running));
            var (dealt, first) = (Dealt(waiting, spots, running), problem.Inventory.FirstDevice(pool));
            for (var i = 0; i < dealt.Length; i++)
            {
                placements[dealt[i].Index] = new Placement(instances[dealt[i].Index].Instance.Id, first + spots[i].Device, spots[i].Start, device.Profiles[spots[i].Size].MemorySlices);
            }
        }

        return placements;
    }

    private static List<WaitingSegment> Waiting(IReadOnlyList<(Instance Instance, int Pool, int Size)> instances, int pool)
    {
        var waiting = new List<WaitingSegment>();
        for (var i = 0; i < instances.Count; i++)
        {
            var (instance, itsPool, size) = instances[i];
            if (itsPool == pool)
            {
                waiting.Add(new WaitingSegment(SegmentKind.Of(instance, size), instance.Batch, i));
            }
        }

        return waiting;
    }

    private static List<Spot> Spots(IReadOnlyList<DeviceLayout> layouts) =>
        [.. layouts.SelectMany((layout, device) => layout.Segments.Select(s => new Spot(device, s.Start, s.Size)))];

    private static List<Spot> Spots(IReadOnlyList<(int Device, DeviceLayout Layout)> layouts) =>
        [.. layouts.SelectMany(l => l.Layout.Segments.Select(s => new Spot(l.Device, s.Start, s.Size)))];

    // A segment for each spot. Those that run stay; what is left takes what is left, in its order.
    private static WaitingSegment[] Dealt(List<WaitingSegment> waiting, List<Spot> spots, IReadOnlyList<RunningSegment> running)
    {
        var kept = running.Count == 0 ? new WaitingSegment?[spots.Count] : Kept(waiting, spots, running);
        var (staying, rest) = (kept.OfType<WaitingSegment>().ToHashSet(), new Dictionary<int, Queue<WaitingSegment>>());
        foreach (var segment in waiting.Where(w => !staying.Contains(w)))
        {
            if (!rest.TryGetValue(segment.Kind.Size, out var queue))
            {
                rest.Add(segment.Kind.Size, queue = []);
            }

            queue.Enqueue(segment);
        }

        return [.. spots.Select((spot, i) => kept[i] ?? rest[spot.Size].Dequeue())];
    }

    // Spots where the same runs are dealt out first, those of the same batch before others.
    private static WaitingSegment?[] Kept(List<WaitingSegment> waiting, List<Spot> spots, IReadOnlyList<RunningSegment> running)
    {
        var runs = running.ToDictionary(r => new Spot(r.Device, r.Start, r.Kind.Size));
        var exact = waiting.GroupBy(w => (w.Kind, w.Batch)).ToDictionary(g => g.Key, g => new Queue<WaitingSegment>(g));
        var kept = new WaitingSegment?[spots.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = runs.TryGetValue(spots[i], out var run) && exact.TryGetValue((run.Kind, run.Batch), out var queue) && queue.TryDequeue(out var same) ? same : null;
        }

        var alike = exact.Values.SelectMany(q => q).OrderBy(w => w.Index).GroupBy(w => w.Kind).ToDictionary(g => g.Key, g => new Queue<WaitingSegment>(g));
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] ??= runs.TryGetValue(spots[i], out var run) && alike.TryGetValue(run.Kind, out var queue) && queue.TryDequeue(out var same) ? same : null;
        }

        return kept;
    }

    private sealed record Spot(int Device, int Start, int Size);
}
