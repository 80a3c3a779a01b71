using System.Runtime.CompilerServices;

namespace Tangram.Core.Devices;

/// <summary>What packing needs to know of a device model, worked out once for each instance of it. Safe from any thread.</summary>
internal sealed class DevicePatterns
{
    private static readonly ConditionalWeakTable<DeviceModel, DevicePatterns> Known = [];

    // The proof takes as long as some thousand packings.
    private const int PackingsBeforeProof = 2000;

    private readonly DeviceModel _device;
    private readonly Lazy<IReadOnlyList<DevicePattern>> _maximal;
    private readonly Lazy<IReadOnlyList<DeviceFacet>> _facets;
    private readonly Lazy<bool> _isTight;
    private int _packings;

    private DevicePatterns(DeviceModel device)
    {
        _device = device;
        Chain = ChainDevice.Of(device);
        _maximal = new(FindMaximal);
        _facets = new(() => Chain?.Facets ?? FacetEnumeration.Of([.. Maximal.Select(p => p.Counts)], device.Profiles.Count));
        _isTight = new(() => Chain is not null || Decomposition.AlwaysReaches(Facets, [.. Maximal.Select(p => p.Counts)]));
    }

    /// <summary>The device as one whose sizes divide each other; null if it is not such a one.</summary>
    public ChainDevice? Chain { get; }

    /// <summary>The collections that are part of no other, the most compute slices first.</summary>
    public IReadOnlyList<DevicePattern> Maximal => _maximal.Value;

    public IReadOnlyList<DeviceFacet> Facets => _facets.Value;

    /// <summary>Whether the facets' bound, rounded up, is always enough devices.</summary>
    public bool IsTight => _isTight.Value;

    public static DevicePatterns Of(DeviceModel device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return Known.GetValue(device, static d => new DevicePatterns(d));
    }

    /// <summary>The devices that segments need by the sharpest facet; a lower bound.</summary>
    public int Bound(IReadOnlyList<int> counts)
    {
        var bound = 0;
        foreach (var facet in _facets.Value)
        {
            bound = Math.Max(bound, facet.Devices(counts));
        }

        return bound;
    }

    /// <summary>The fewest devices: the bound once it is proven to be always enough, else what a packing uses.</summary>
    public int FewestDevices(IReadOnlyList<int> counts)
    {
        var isProven = _isTight.IsValueCreated || Chain is not null || Interlocked.Increment(ref _packings) > PackingsBeforeProof;
        return isProven && IsTight ? Bound(counts) : Packed(counts);
    }

    private int Packed(IReadOnlyList<int> counts)
    {
        var devices = 0;
        foreach (var use in PatternPacking.Of(this, counts))
        {
            devices += use.Devices;
        }

        return devices;
    }

    private IReadOnlyList<DevicePattern> FindMaximal()
    {
        var maximal = new List<DevicePattern>();
        foreach (var layout in LayoutEnumeration.All(_device))
        {
            var counts = new int[_device.Profiles.Count];
            foreach (var segment in layout.Segments)
            {
                counts[segment.Size]++;
            }

            if (!maximal.Exists(other => IsWithin(counts, other.Counts)))
            {
                maximal.RemoveAll(other => IsWithin(other.Counts, counts));
                maximal.Add(new DevicePattern(counts, layout));
            }
        }

        return [.. maximal.Order(Comparer<DevicePattern>.Create(Compare))];
    }

    // The most compute slices first, of these the fewest segments.
    private int Compare(DevicePattern a, DevicePattern b) =>
        Slices(b).CompareTo(Slices(a)) is not 0 and var order ? order : a.Layout.Segments.Count.CompareTo(b.Layout.Segments.Count);

    private int Slices(DevicePattern pattern)
    {
        var slices = 0;
        foreach (var segment in pattern.Layout.Segments)
        {
            slices += _device.Profiles[segment.Size].ComputeSlices;
        }

        return slices;
    }

    private static bool IsWithin(IReadOnlyList<int> inner, IReadOnlyList<int> outer)
    {
        for (var size = 0; size < inner.Count; size++)
        {
            if (inner[size] > outer[size])
            {
                return false;
            }
        }

        return true;
    }
}
