using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Planning.Checking;

/// <summary>Where segments lie: one placement each, at legal starts, without overlap, within the device's compute slices.</summary>
internal static class PlacementCheck
{
    public static void Run(CheckContext context)
    {
        CheckPairing(context.Plan, context.Faults);
        var owners = new Dictionary<(int Device, int Slice), string>();
        for (var i = 0; i < context.Plan.Placements.Count; i++)
        {
            var (placement, path) = (context.Plan.Placements[i], FormattableString.Invariant($"placements[{i}]"));
            var pool = context.Problem.Inventory.PoolOf(placement.Device);
            context.Faults.Require(pool >= 0, $"{path}.device", $"is {placement.Device}; there are {context.Problem.Inventory.Count}, counted from 0");
            if (pool >= 0 && context.InstanceById.TryGetValue(placement.Instance, out var instance))
            {
                CheckSpot(context, instance, placement, context.Problem.Inventory.Pools[pool].Model, path);
            }

            CheckOverlap(context, placement, path, owners);
        }

        CheckDevices(context);
    }

    private static void CheckPairing(Plan plan, FaultList faults)
    {
        var placed = plan.Placements.Select(p => p.Instance).Order(StringComparer.Ordinal);
        var wanted = plan.Instances.Select(i => i.Id).Order(StringComparer.Ordinal);
        faults.Require(placed.SequenceEqual(wanted, StringComparer.Ordinal), "placements", $"do not name every instance exactly once");
    }

    private static void CheckSpot(CheckContext context, Instance instance, Placement placement, DeviceModel device, string path)
    {
        context.Faults.RequireText(device.Name, instance.DeviceModel, $"{path}.device");
        if (device.Find(instance.Profile) is not { } profile)
        {
            return;
        }

        context.Faults.Require(profile.Starts.Contains(placement.Start), $"{path}.start", $"is {placement.Start}; {profile.Name} may start at {string.Join(", ", profile.Starts)}");
        context.Faults.Require(placement.MemorySlices == profile.MemorySlices, $"{path}.memorySlices", $"is {placement.MemorySlices}; {profile.Name} takes {profile.MemorySlices}");
        var end = (long)placement.Start + placement.MemorySlices;
        context.Faults.Require(placement.Start >= 0 && end <= device.MemorySlices, path, $"ends at slice {end}; the device has {device.MemorySlices}");
    }

    // A placement that lies far outside a device is a fault of its own, found above; here its slices up to 4,096 count.
    private static void CheckOverlap(CheckContext context, Placement placement, string path, Dictionary<(int Device, int Slice), string> owners)
    {
        var others = new SortedSet<string>(StringComparer.Ordinal);
        for (var offset = 0; offset < Math.Min(placement.MemorySlices, 4096); offset++)
        {
            if (!owners.TryAdd((placement.Device, placement.Start + offset), placement.Instance))
            {
                others.Add(owners[(placement.Device, placement.Start + offset)]);
            }
        }

        context.Faults.Require(others.Count == 0, path, $"overlaps {string.Join(", ", others)}");
    }

    private static void CheckDevices(CheckContext context)
    {
        foreach (var used in context.Plan.Placements.GroupBy(p => p.Device))
        {
            if (context.Problem.Inventory.PoolOf(used.Key) is var pool and >= 0)
            {
                CheckDevice(context, context.Problem.Inventory.Pools[pool].Model, used.Key, [.. used]);
            }
        }
    }

    private static void CheckDevice(CheckContext context, DeviceModel device, int number, IReadOnlyList<Placement> placements)
    {
        var profiles = placements.Where(p => context.InstanceById.ContainsKey(p.Instance)).Select(p => device.Find(context.InstanceById[p.Instance].Profile)).OfType<PartitionProfile>().ToList();
        var sum = profiles.Sum(p => p.ComputeSlices);
        context.Faults.Require(sum <= device.ComputeSlices, "placements", $"take {sum} compute slices of device {number}; it has {device.ComputeSlices}");
    }
}
