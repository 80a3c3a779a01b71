namespace Tangram.Core.Devices;

/// <summary>Packs segments onto devices of one model, legally and onto the fewest [N].</summary>
/// <remarks>
/// The facets of the packing polytope bound the devices from below. Where that bound is known to be always enough (every model of the catalogue, and the CPU),
/// packing is taking devices off one kind of pattern after the other, each as often as what is left stays within the facets for the devices left; it takes microseconds,
/// however many devices there are. For any other model the bound is where an exact search begins. Safe from any thread.
/// </remarks>
public static class FleetPacker
{
    /// <summary>Packs.</summary>
    /// <param name="device">The devices' model.</param>
    /// <param name="counts">How many segments of each of the model's profiles, in its order.</param>
    /// <returns>One layout per device used, as few as there can be; null if a profile that is wanted cannot be placed at all.</returns>
    public static IReadOnlyList<DeviceLayout>? Pack(DeviceModel device, IReadOnlyList<int> counts)
    {
        if (!CanPlaceAll(device, counts))
        {
            return null;
        }

        var patterns = DevicePatterns.Of(device);
        return patterns.Chain is { } chain ? chain.Pack(counts) : Layouts(counts, PatternPacking.Of(patterns, counts));
    }

    /// <summary>How many devices <see cref="Pack"/> would use, without placing anything: a few multiplications for every model of the catalogue.</summary>
    /// <param name="device">The devices' model.</param>
    /// <param name="counts">How many segments of each of the model's profiles, in its order.</param>
    /// <returns>The devices; null if a profile that is wanted cannot be placed at all.</returns>
    public static int? FewestDevices(DeviceModel device, IReadOnlyList<int> counts) =>
        CanPlaceAll(device, counts) ? DevicePatterns.Of(device).FewestDevices(counts) : null;

    private static bool CanPlaceAll(DeviceModel device, IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count != device.Profiles.Count)
        {
            throw new ArgumentException($"{counts.Count} counts for {device.Profiles.Count} profiles; give one each", nameof(counts));
        }

        for (var size = 0; size < counts.Count; size++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(counts[size], nameof(counts));
            if (counts[size] > 0 && !CanPlace(device, device.Profiles[size]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool CanPlace(DeviceModel device, PartitionProfile profile) =>
        profile.ComputeSlices <= device.ComputeSlices && profile.MaximumPerDevice is not 0 && profile.Starts.Count > 0 && profile.Starts[0] + profile.MemorySlices <= device.MemorySlices;

    // A device takes of its pattern what is still wanted; only the last ones find less than the pattern holds.
    private static List<DeviceLayout> Layouts(IReadOnlyList<int> counts, IReadOnlyList<PatternUse> packing)
    {
        int[] left = [.. counts];
        var layouts = new List<DeviceLayout>();
        foreach (var (pattern, devices) in packing)
        {
            for (var i = 0; i < devices; i++)
            {
                layouts.Add(Take(pattern.Layout, left));
            }
        }

        return layouts;
    }

    private static DeviceLayout Take(DeviceLayout layout, int[] left)
    {
        var wanted = new List<PlacedSegment>();
        foreach (var segment in layout.Segments)
        {
            if (left[segment.Size] > 0)
            {
                left[segment.Size]--;
                wanted.Add(segment);
            }
        }

        return wanted.Count == layout.Segments.Count ? layout : new DeviceLayout(wanted);
    }
}
