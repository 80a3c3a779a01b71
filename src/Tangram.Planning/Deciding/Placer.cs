using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Planning.Deciding;

/// <summary>Finds a legal place for every segment, on the fewest devices.</summary>
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
            var (device, count) = problem.Inventory.Pools[pool];
            var waiting = instances.Select((x, i) => (x.Pool, x.Size, Index: i)).Where(x => x.Pool == pool)
                .GroupBy(x => x.Size).ToDictionary(g => g.Key, g => new Queue<int>(g.Select(x => x.Index)));
            var counts = device.Profiles.Select((_, size) => waiting.TryGetValue(size, out var queue) ? queue.Count : 0).ToArray();
            if (FleetPacker.Pack(device, counts) is not { } layouts || layouts.Count > count)
            {
                return null;
            }

            for (var i = 0; i < layouts.Count; i++)
            {
                foreach (var (size, start) in layouts[i].Segments)
                {
                    var index = waiting[size].Dequeue();
                    placements[index] = new Placement(instances[index].Instance.Id, problem.Inventory.FirstDevice(pool) + i, start, device.Profiles[size].MemorySlices);
                }
            }
        }

        return placements;
    }
}
