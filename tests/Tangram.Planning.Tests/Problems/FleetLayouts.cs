using Tangram.Core.Devices;

namespace Tangram.Planning.Tests.Problems;

/// <summary>How many devices a collection of segments takes at least, by building every collection that devices hold.</summary>
internal sealed class FleetLayouts
{
    private readonly Dictionary<string, int>[] _devices;

    public FleetLayouts(Inventory inventory) => _devices = [.. inventory.Pools.Select(Reach)];

    /// <summary>Devices that hold counts of segments by size, pool by pool; null if there are too few.</summary>
    public int? Devices(int[][] counts)
    {
        var sum = 0;
        for (var pool = 0; pool < counts.Length; pool++)
        {
            if (!_devices[pool].TryGetValue(Key(counts[pool]), out var devices))
            {
                return null;
            }

            sum += devices;
        }

        return sum;
    }

    // What d + 1 devices hold is what d hold and one more device does.
    private static Dictionary<string, int> Reach(DevicePool pool)
    {
        var one = new List<int[]>();
        var none = new int[pool.Model.Profiles.Count];
        Fill(pool.Model, none, [], one);
        var reached = new Dictionary<string, int> { [Key(none)] = 0 };
        List<int[]> last = [none];
        for (var devices = 1; devices <= pool.Count; devices++)
        {
            var next = new List<int[]>();
            foreach (var sum in last.SelectMany(a => one.Select(b => a.Zip(b, (x, y) => x + y).ToArray())))
            {
                if (reached.TryAdd(Key(sum), devices))
                {
                    next.Add(sum);
                }
            }

            last = next;
        }

        return reached;
    }

    private static void Fill(DeviceModel device, int[] counts, HashSet<int> taken, List<int[]> found)
    {
        if (!found.Exists(f => f.SequenceEqual(counts)))
        {
            found.Add([.. counts]);
        }

        for (var size = 0; size < counts.Length; size++)
        {
            var profile = device.Profiles[size];
            var compute = counts.Select((n, i) => n * device.Profiles[i].ComputeSlices).Sum();
            foreach (var start in profile.Starts.Where(s => compute + profile.ComputeSlices <= device.ComputeSlices && (taken.Count == 0 || s > taken.Max())))
            {
                var slices = Enumerable.Range(start, profile.MemorySlices).ToList();
                if (slices[^1] < device.MemorySlices && !slices.Exists(taken.Contains))
                {
                    counts[size]++;
                    Fill(device, counts, [.. taken, .. slices], found);
                    counts[size]--;
                }
            }
        }
    }

    private static string Key(int[] counts) => string.Join(',', counts);
}
