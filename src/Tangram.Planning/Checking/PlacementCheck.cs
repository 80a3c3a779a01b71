using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Planning.Checking;

/// <summary>Where segments lie: one placement each, at legal starts, without overlap, within the device's compute slices.</summary>
internal static class PlacementCheck
{
    public static void Run(PlanningProblem problem, Plan plan, FaultList faults)
    {
        CheckPairing(plan, faults);
        var owners = new Dictionary<(int Device, int Slice), string>();
        for (var i = 0; i < plan.Placements.Count; i++)
        {
            var (placement, path) = (plan.Placements[i], FormattableString.Invariant($"placements[{i}]"));
            faults.Require(placement.Device >= 0 && placement.Device < plan.Devices, $"{path}.device", $"is {placement.Device}; there are {plan.Devices}, counted from 0");
            var instance = plan.Instances.FirstOrDefault(x => string.Equals(x.Id, placement.Instance, StringComparison.Ordinal));
            if (instance is not null && problem.Device.Find(instance.Profile) is { } profile)
            {
                CheckSpot(problem.Device, profile, placement, path, faults);
            }

            CheckOverlap(problem.Device, placement, path, owners, faults);
        }

        CheckCompute(problem.Device, plan, faults);
    }

    private static void CheckPairing(Plan plan, FaultList faults)
    {
        var placed = plan.Placements.Select(p => p.Instance).Order(StringComparer.Ordinal);
        var wanted = plan.Instances.Select(i => i.Id).Order(StringComparer.Ordinal);
        faults.Require(placed.SequenceEqual(wanted, StringComparer.Ordinal), "placements", $"do not name every instance exactly once");
    }

    private static void CheckSpot(DeviceModel device, PartitionProfile profile, Placement placement, string path, FaultList faults)
    {
        faults.Require(profile.Starts.Contains(placement.Start), $"{path}.start", $"is {placement.Start}; {profile.Name} may start at {string.Join(", ", profile.Starts)}");
        faults.Require(placement.MemorySlices == profile.MemorySlices, $"{path}.memorySlices", $"is {placement.MemorySlices}; {profile.Name} takes {profile.MemorySlices}");
        var end = (long)placement.Start + placement.MemorySlices;
        faults.Require(placement.Start >= 0 && end <= device.MemorySlices, path, $"ends at slice {end}; the device has {device.MemorySlices}");
    }

    private static void CheckOverlap(DeviceModel device, Placement placement, string path, Dictionary<(int Device, int Slice), string> owners, FaultList faults)
    {
        var within = Enumerable.Range(0, device.MemorySlices).Where(s => s >= placement.Start && s - placement.Start < placement.MemorySlices);
        var others = within.Where(s => !owners.TryAdd((placement.Device, s), placement.Instance))
            .Select(s => owners[(placement.Device, s)]).Distinct(StringComparer.Ordinal).ToList();
        faults.Require(others.Count == 0, path, $"overlaps {string.Join(", ", others)}");
    }

    private static void CheckCompute(DeviceModel device, Plan plan, FaultList faults)
    {
        var slices = plan.Instances.ToLookup(i => i.Id, i => device.Find(i.Profile)?.ComputeSlices ?? 0, StringComparer.Ordinal);
        foreach (var used in plan.Placements.GroupBy(p => p.Device))
        {
            var sum = used.Sum(p => slices[p.Instance].FirstOrDefault());
            faults.Require(sum <= device.ComputeSlices, "placements", $"take {sum} compute slices of device {used.Key}; it has {device.ComputeSlices}");
        }
    }
}
