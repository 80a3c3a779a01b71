using Tangram.Core.Devices;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Milp;

/// <summary>Puts segments onto devices that are cut as a solution says.</summary>
internal static class MilpPlaces
{
    /// <summary>Device and start of each segment, by group and within it.</summary>
    /// <param name="problem">What was asked.</param>
    /// <param name="groups">The segments.</param>
    /// <param name="cuts">How many devices of a pool have room for which segments, by size.</param>
    public static IReadOnlyList<IReadOnlyList<(int Device, int Start)>> Of(
        PlanningProblem problem, IReadOnlyList<SegmentGroup> groups, IEnumerable<(int Pool, IReadOnlyDictionary<int, int> Segments, int Count)> cuts)
    {
        var spots = groups.Select(_ => new List<(int Device, int Start)>()).ToList();
        var waiting = groups.SelectMany((g, i) => Enumerable.Repeat((g.Configuration.Pool, g.Configuration.Size, Group: i), g.Count))
            .GroupBy(w => (w.Pool, w.Size), w => w.Group).ToDictionary(g => g.Key, g => new Queue<int>(g));
        var devices = problem.Inventory.Pools.Select((_, pool) => problem.Inventory.FirstDevice(pool)).ToArray();
        foreach (var (pool, segments, count) in cuts)
        {
            for (var i = 0; i < count; i++)
            {
                var here = segments.SelectMany(s => Take(waiting.GetValueOrDefault((pool, s.Key)), s.Value).Select(group => (Size: s.Key, Group: group))).ToList();
                if (here.Count > 0)
                {
                    var model = problem.Inventory.Pools[pool].Model;
                    var starts = DevicePacker.Pack(model, [.. here.Select(h => model.Profiles[h.Size])])!;
                    for (var s = 0; s < here.Count; s++)
                    {
                        spots[here[s].Group].Add((devices[pool], starts[s]));
                    }

                    devices[pool]++;
                }
            }
        }

        return spots;
    }

    private static IEnumerable<int> Take(Queue<int>? waiting, int most)
    {
        for (var i = 0; i < most && waiting is { Count: > 0 }; i++)
        {
            yield return waiting.Dequeue();
        }
    }
}
