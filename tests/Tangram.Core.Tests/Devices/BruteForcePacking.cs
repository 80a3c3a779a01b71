using Tangram.Core.Devices;

namespace Tangram.Core.Tests.Devices;

/// <summary>Packing by trying: slow, simple, and sharing nothing with the packer.</summary>
internal static class BruteForcePacking
{
    private static readonly Dictionary<DeviceModel, List<int[]>> Fitting = new(ReferenceEqualityComparer.Instance);

    /// <summary>The fewest devices, by trying every collection that fits one device for the device that holds the largest segment left.</summary>
    public static int FewestDevices(DeviceModel device, int[] counts)
    {
        var known = new Dictionary<string, int>();
        return Fewest(counts);

        int Fewest(int[] left)
        {
            var largest = Array.FindLastIndex(left, n => n > 0);
            if (largest < 0)
            {
                return 0;
            }

            var key = string.Join(',', left);
            if (!known.TryGetValue(key, out var fewest))
            {
                fewest = 1 + Collections(device)
                    .Where(c => c[largest] > 0 && c.Zip(left).All(n => n.First <= n.Second) && IsFull(device, c, left))
                    .Min(c => Fewest([.. left.Zip(c, (n, taken) => n - taken)]));
                known.Add(key, fewest);
            }

            return fewest;
        }
    }

    /// <summary>Devices when every segment, the largest first, goes to the first device that has room for it.</summary>
    public static int FirstFit(DeviceModel device, int[] counts)
    {
        var devices = new List<int[]>();
        for (var size = counts.Length - 1; size >= 0; size--)
        {
            for (var i = 0; i < counts[size]; i++)
            {
                var target = devices.Find(d => Fits(device, d, size));
                if (target is null)
                {
                    devices.Add(target = new int[counts.Length]);
                }

                target[size]++;
            }
        }

        return devices.Count;
    }

    // Leaving out what would still fit and is wanted never helps.
    private static bool IsFull(DeviceModel device, int[] collection, int[] left) =>
        !collection.Select((n, size) => (n, size)).Any(x => left[x.size] > x.n && Fits(device, collection, x.size));

    private static bool Fits(DeviceModel device, int[] collection, int another) =>
        Collections(device).Exists(c => c.Select((n, size) => n >= collection[size] + (size == another ? 1 : 0)).All(isEnough => isEnough));

    private static List<int[]> Collections(DeviceModel device)
    {
        lock (Fitting)
        {
            if (!Fitting.TryGetValue(device, out var fitting))
            {
                fitting = [.. LayoutEnumeration.All(device).Select(l => DeviceModels.Counts(device, l)).DistinctBy(c => string.Join(',', c)).OrderByDescending(c => c.Sum())];
                Fitting.Add(device, fitting);
            }

            return fitting;
        }
    }
}
