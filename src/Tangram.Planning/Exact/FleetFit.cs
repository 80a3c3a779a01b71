using Tangram.Core.Devices;

namespace Tangram.Planning.Exact;

/// <summary>How well segments fit the devices there are.</summary>
/// <param name="Excess">Devices that are missing; 0 where all segments have a place.</param>
/// <param name="Devices">Devices needed.</param>
/// <param name="Fullness">Devices needed if segments could be cut up; between equals, less leaves more room.</param>
internal readonly record struct FleetFit(int Excess, int Devices, double Fullness)
{
    /// <summary>Whether it is better than another: more has a place, on fewer devices, with more room left.</summary>
    public bool IsBetterThan(FleetFit other) => Excess != other.Excess ? Excess < other.Excess
        : Devices != other.Devices ? Devices < other.Devices
        : Fullness < other.Fullness - 1e-9;

    /// <summary>Fits segments.</summary>
    /// <param name="model">The fleet.</param>
    /// <param name="counts">Segments by kind.</param>
    public static FleetFit Of(FleetModel model, int[] counts)
    {
        var (excess, devices, fullness, first) = (0, 0, 0.0, 0);
        foreach (var (device, count) in model.Problem.Inventory.Pools)
        {
            var own = counts[first..(first + device.Profiles.Count)];
            first += own.Length;
            var needed = FleetPacker.FewestDevices(device, own) ?? int.MaxValue / 4;
            (excess, devices, fullness) = (excess + Math.Max(0, needed - count), devices + needed, fullness + Full(device, own));
        }

        return new FleetFit(excess, devices, fullness);
    }

    /// <summary>The fewest devices that these segments could ever need, or more than there are where a pool is too small.</summary>
    public static int LeastDevices(FleetModel model, int[] counts)
    {
        var (devices, first) = (0, 0);
        foreach (var (device, count) in model.Problem.Inventory.Pools)
        {
            var own = counts[first..(first + device.Profiles.Count)];
            first += own.Length;
            var needed = (int)Math.Ceiling(Full(device, own) - 1e-9);
            if (needed > count)
            {
                return int.MaxValue;
            }

            devices += needed;
        }

        return devices;
    }

    private static double Full(DeviceModel device, int[] counts)
    {
        var fullest = 0.0;
        foreach (var facet in DeviceFacets.Of(device))
        {
            fullest = Math.Max(fullest, (double)facet.Price(counts) / facet.Capacity);
        }

        return fullest;
    }
}
