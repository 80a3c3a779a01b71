namespace Tangram.Core.Devices;

/// <summary>A device whose segments start anywhere and whose sizes divide each other, but for the whole, which divides nothing: the CPU.</summary>
/// <remarks>
/// First-fit decreasing is optimal where each size divides the next (Coffman, Garey and Johnson, 1987): a device holds ⌊slices / s⌋ pieces of s slices,
/// however larger sizes lie in it. So the pieces of s slices that all sizes from s on make up, over ⌊slices / s⌋, bound the devices from below for every s,
/// and the largest of the bounds is enough.
/// </remarks>
internal sealed class ChainDevice
{
    private readonly DeviceModel _device;
    private readonly int[] _largestFirst;

    private ChainDevice(DeviceModel device)
    {
        _device = device;
        _largestFirst = [.. Enumerable.Range(0, device.Profiles.Count).OrderByDescending(size => device.Profiles[size].MemorySlices)];
        Facets = [.. Sharpest([.. device.Profiles.Select(p => FacetOf(p.MemorySlices))])];
    }

    public IReadOnlyList<DeviceFacet> Facets { get; }

    /// <summary>The device as such a one, or null if it is not.</summary>
    public static ChainDevice? Of(DeviceModel device)
    {
        if (!device.IsFlexible)
        {
            return null;
        }

        var sizes = device.Profiles.Select(p => p.MemorySlices).Where(s => s < device.MemorySlices).Order().ToList();
        return sizes.Zip(sizes.Skip(1)).All(pair => pair.Second % pair.First == 0) ? new ChainDevice(device) : null;
    }

    /// <summary>Packs onto the fewest devices.</summary>
    public List<DeviceLayout> Pack(IReadOnlyList<int> counts)
    {
        var devices = new List<(int Used, List<PlacedSegment> Segments)>();
        foreach (var size in _largestFirst)
        {
            var (left, slices) = (counts[size], _device.Profiles[size].MemorySlices);
            for (var i = 0; left > 0; i++)
            {
                if (i == devices.Count)
                {
                    devices.Add((0, []));
                }

                var (used, segments) = devices[i];
                for (; left > 0 && used + slices <= _device.MemorySlices; left--, used += slices)
                {
                    segments.Add(new PlacedSegment(size, used));
                }

                devices[i] = (used, segments);
            }
        }

        return [.. devices.Select(d => new DeviceLayout(d.Segments))];
    }

    // In pieces of so many slices; smaller sizes do not count, and the whole takes all pieces there are.
    private DeviceFacet FacetOf(int piece)
    {
        var capacity = _device.MemorySlices / piece;
        return new DeviceFacet([.. _device.Profiles.Select(p => p.MemorySlices == _device.MemorySlices ? capacity : p.MemorySlices < piece ? 0 : p.MemorySlices / piece)], capacity);
    }

    private static IEnumerable<DeviceFacet> Sharpest(IReadOnlyList<DeviceFacet> facets) =>
        facets.Where((facet, i) => !facets.Where((other, j) => i != j && IsWithin(facet, other) && (j < i || !IsWithin(other, facet))).Any());

    private static bool IsWithin(DeviceFacet inner, DeviceFacet outer) =>
        inner.Weights.Zip(outer.Weights).All(w => (long)w.First * outer.Capacity <= (long)w.Second * inner.Capacity);
}
