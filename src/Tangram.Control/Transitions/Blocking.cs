using Tangram.Core.Devices;

namespace Tangram.Control.Transitions;

/// <summary>Which segments have to be gone before another can be created.</summary>
/// <remarks>
/// A segment needs its memory slices free, and the device may limit all segments together, by its compute slices. Of the models in the catalogue no
/// segments that lie side by side at legal starts need more compute slices than there are, so only what overlaps is in the way, and what can be created
/// depends on nothing but what is gone. On a device of which this is not so, everything that goes is gone first [N].
/// </remarks>
internal static class Blocking
{
    /// <summary>For each segment that comes, those that are in its way.</summary>
    /// <param name="inventory">The devices.</param>
    /// <param name="starts">Segments that come.</param>
    /// <param name="stops">Segments that go.</param>
    public static IReadOnlyList<SegmentSet> Of(Inventory inventory, IReadOnlyList<PlacedInstance> starts, IReadOnlyList<PlacedInstance> stops)
    {
        var isLimited = new bool[inventory.Pools.Count];
        for (var pool = 0; pool < isLimited.Length; pool++)
        {
            isLimited[pool] = LimitsMoreThanSpace(inventory.Pools[pool].Model);
        }

        var blockers = new List<SegmentSet>(starts.Count);
        var members = new List<int>();
        foreach (var start in starts)
        {
            members.Clear();
            var limited = isLimited[inventory.PoolOf(start.Placement.Device)];
            for (var stop = 0; stop < stops.Count; stop++)
            {
                if (start.Placement.Device == stops[stop].Placement.Device && (limited || Overlap(start, stops[stop])))
                {
                    members.Add(stop);
                }
            }

            blockers.Add(SegmentSet.Of(members, stops.Count));
        }

        return blockers;
    }

    // The most compute slices of segments side by side, from the left: weighted interval scheduling.
    private static bool LimitsMoreThanSpace(DeviceModel device)
    {
        var most = new int[device.MemorySlices + 1];
        for (var end = 1; end < most.Length; end++)
        {
            most[end] = most[end - 1];
            foreach (var profile in device.Profiles)
            {
                var start = end - profile.MemorySlices;
                most[end] = start >= 0 && most[start] + profile.ComputeSlices > most[end] && profile.Starts.Contains(start) ? most[start] + profile.ComputeSlices : most[end];
            }
        }

        return most[^1] > device.ComputeSlices || device.Profiles.Any(p => p.MaximumPerDevice is not null);
    }

    private static bool Overlap(PlacedInstance one, PlacedInstance other) =>
        one.Placement.Start < other.Placement.Start + other.Placement.MemorySlices && other.Placement.Start < one.Placement.Start + one.Placement.MemorySlices;
}
