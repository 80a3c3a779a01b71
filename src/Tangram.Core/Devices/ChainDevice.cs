namespace Tangram.Core.Devices;

/// <summary>A device whose segments may start at multiples of their size, and whose sizes divide each other, but for the whole, which divides nothing: the CPU.</summary>
/// <remarks>
/// First-fit decreasing is optimal where each size divides the next (Coffman, Garey and Johnson, 1987): a device holds ⌊slices / s⌋ pieces of s slices,
/// however larger sizes lie in it. What lies before a piece are larger ones, so it starts at a multiple of its size. So the pieces of s slices that all sizes from s on make up, over ⌊slices / s⌋, bound the devices from below for every s,
/// and the largest of the bounds is enough.
/// </remarks>
internal sealed class ChainDevice
{
    private readonly DeviceModel _device;
    private readonly List<int> _largestFirst;

    private ChainDevice(DeviceModel device)
    {
        _device = device;
        _largestFirst = LargestFirst(device.Profiles);
        Facets = Sharpest([.. device.Profiles.Select(p => FacetOf(p.MemorySlices))]);
    }

    public IReadOnlyList<DeviceFacet> Facets { get; }

    /// <summary>The device as such a one, or null if it is not.</summary>
    public static ChainDevice? Of(DeviceModel device)
    {
        if (!device.IsAligned)
        {
            return null;
        }

        var larger = device.MemorySlices;
        foreach (var size in LargestFirst(device.Profiles))
        {
            var (slices, isWhole) = (device.Profiles[size].MemorySlices, larger == device.MemorySlices);
            if (!isWhole && larger % slices != 0)
            {
                return null;
            }

            larger = slices;
        }

        return new ChainDevice(device);
    }

    /// <summary>Packs onto the fewest devices.</summary>
    public List<DeviceLayout> Pack(IReadOnlyList<int> counts)
    {
        var (layouts, used) = (new List<List<PlacedSegment>>(), new List<int>());
        foreach (var size in _largestFirst)
        {
            var (left, slices) = (counts[size], _device.Profiles[size].MemorySlices);
            for (var i = 0; left > 0; i++)
            {
                if (i == layouts.Count)
                {
                    layouts.Add([]);
                    used.Add(0);
                }

                for (; left > 0 && used[i] + slices <= _device.MemorySlices; left--, used[i] += slices)
                {
                    layouts[i].Add(new PlacedSegment(size, used[i]));
                }
            }
        }

        return layouts.ConvertAll(segments => new DeviceLayout(segments));
    }

    private static List<int> LargestFirst(IReadOnlyList<PartitionProfile> profiles)
    {
        var order = new List<int>();
        for (var size = 0; size < profiles.Count; size++)
        {
            order.Add(size);
        }

        order.Sort((a, b) => profiles[b].MemorySlices.CompareTo(profiles[a].MemorySlices) is not 0 and var larger ? larger : a.CompareTo(b));
        return order;
    }

    // In pieces of so many slices; smaller sizes do not count, and the whole takes all pieces there are.
    private DeviceFacet FacetOf(int piece)
    {
        var capacity = _device.MemorySlices / piece;
        var weights = new int[_device.Profiles.Count];
        for (var size = 0; size < weights.Length; size++)
        {
            var slices = _device.Profiles[size].MemorySlices;
            weights[size] = slices == _device.MemorySlices ? capacity : slices / piece;
        }

        return new DeviceFacet(weights, capacity);
    }

    private static List<DeviceFacet> Sharpest(IReadOnlyList<DeviceFacet> facets)
    {
        var sharpest = new List<DeviceFacet>();
        foreach (var facet in facets)
        {
            if (!sharpest.Exists(other => IsWithin(facet, other)))
            {
                sharpest.RemoveAll(other => IsWithin(other, facet));
                sharpest.Add(facet);
            }
        }

        return sharpest;
    }

    private static bool IsWithin(DeviceFacet inner, DeviceFacet outer)
    {
        for (var size = 0; size < inner.Weights.Count; size++)
        {
            if ((long)inner.Weights[size] * outer.Capacity > (long)outer.Weights[size] * inner.Capacity)
            {
                return false;
            }
        }

        return true;
    }
}
