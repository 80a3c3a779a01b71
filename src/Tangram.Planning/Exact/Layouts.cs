using Tangram.Core.Devices;

namespace Tangram.Planning.Exact;

/// <summary>Which collections of sizes fit one device legally, answered by adding keys.</summary>
/// <remarks>
/// Every size has a key, a collection's key is the sum of its sizes' keys, and a collection fits if its key is known.
/// On a device whose segments start anywhere, only the slices in all count, so the keys are slices. Elsewhere a key is
/// a number whose digits count the sizes, because slices do not tell: 3g+3g+1g takes the 7 slices of an A100 and is not legal.
/// </remarks>
internal sealed class Layouts
{
    private readonly HashSet<long> _legal = [0];

    public Layouts(DeviceModel device)
    {
        Device = device;
        IsFlexible = device.Profiles.All(p =>
            p.ComputeSlices == p.MemorySlices && device.ComputeSlices == device.MemorySlices
            && p.Starts.Count == device.MemorySlices - p.MemorySlices + 1);
        Keys = IsFlexible ? [.. device.Profiles.Select(p => (long)p.ComputeSlices)] : DigitKeys(device);
        if (!IsFlexible)
        {
            Grow(0, 0, []);
        }
    }

    public DeviceModel Device { get; }

    /// <summary>Whether any collection fits whose slices do.</summary>
    public bool IsFlexible { get; }

    /// <summary>The key of each size.</summary>
    public IReadOnlyList<long> Keys { get; }

    /// <summary>Whether the collection with this key fits the device.</summary>
    public bool Fits(long key) => IsFlexible ? key <= Device.ComputeSlices : _legal.Contains(key);

    private static long[] DigitKeys(DeviceModel device)
    {
        // Two legal collections may be added before the sum is looked up, so a digit holds twice as many as fit.
        var digit = (2L * device.MemorySlices) + 1;
        var keys = new long[device.Profiles.Count];
        for (var (i, key) = (0, 1L); i < keys.Length; i++, key *= digit)
        {
            keys[i] = key;
        }

        return keys;
    }

    private void Grow(int from, long key, IReadOnlyList<PartitionProfile> placed)
    {
        for (var size = from; size < Keys.Count; size++)
        {
            IReadOnlyList<PartitionProfile> grown = [.. placed, Device.Profiles[size]];
            if (DevicePacker.Pack(Device, grown) is not null)
            {
                _legal.Add(key + Keys[size]);
                Grow(size, key + Keys[size], grown);
            }
        }
    }
}
