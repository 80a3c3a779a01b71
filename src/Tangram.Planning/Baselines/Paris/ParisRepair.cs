using Tangram.Core.Devices;

namespace Tangram.Planning.Baselines.Paris;

/// <summary>Step 5 of PARIS (arXiv 2202.13481): whole instances that devices can be cut into [R].</summary>
internal static class ParisRepair
{
    /// <summary>Rounds, then takes away what is most above its ideal until all fits, then adds what is most below while it fits.</summary>
    /// <param name="device">The devices' model.</param>
    /// <param name="devices">How many there are.</param>
    /// <param name="wanted">By kind of instance: its size, by place in the model's list, and its ideal number.</param>
    /// <returns>Instances of each kind, at least one; null where not even one of each fits.</returns>
    public static IReadOnlyList<int>? Whole(DeviceModel device, int devices, IReadOnlyList<(int Size, double Ideal)> wanted)
    {
        var counts = wanted.Select(w => Math.Max(1, (int)Math.Round(w.Ideal, MidpointRounding.AwayFromZero))).ToArray();
        while (!Fits(device, devices, wanted, counts))
        {
            if (Most(counts.Length, i => counts[i] > 1, i => counts[i] - wanted[i].Ideal) is not { } most)
            {
                return null;
            }

            counts[most]--;
        }

        var open = Enumerable.Range(0, counts.Length).Where(i => wanted[i].Ideal > counts[i]).ToHashSet();
        while (Most(counts.Length, i => open.Contains(i) && wanted[i].Ideal > counts[i], i => wanted[i].Ideal - counts[i]) is { } least)
        {
            counts[least]++;
            if (!Fits(device, devices, wanted, counts))
            {
                counts[least]--;
                open.Remove(least);
            }
        }

        return counts;
    }

    private static int? Most(int count, Func<int, bool> isOpen, Func<int, double> by) =>
        Enumerable.Range(0, count).Where(isOpen).OrderByDescending(by).Select(i => (int?)i).FirstOrDefault();

    private static bool Fits(DeviceModel device, int devices, IReadOnlyList<(int Size, double Ideal)> wanted, int[] counts)
    {
        var bySize = new int[device.Profiles.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            bySize[wanted[i].Size] += counts[i];
        }

        // Slices first: they tell most misfits at once.
        return bySize.Select((count, size) => (long)count * device.Profiles[size].ComputeSlices).Sum() <= (long)devices * device.ComputeSlices
            && FleetPacker.Pack(device, bySize) is { } layouts && layouts.Count <= devices;
    }
}
