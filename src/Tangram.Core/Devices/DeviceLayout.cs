namespace Tangram.Core.Devices;

/// <summary>What one device is cut into.</summary>
/// <param name="Segments">The segments; they do not overlap.</param>
public sealed record DeviceLayout(IReadOnlyList<PlacedSegment> Segments)
{
    /// <summary>Whether the hardware allows it: legal starts, no overlap, no more compute slices than there are, no more media sizes than there are engines for.</summary>
    public bool IsLegal(DeviceModel device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var (taken, compute, limited, limit) = (new bool[device.MemorySlices], 0, 0, int.MaxValue);
        foreach (var (size, start) in Segments)
        {
            if (size < 0 || size >= device.Profiles.Count)
            {
                return false;
            }

            var profile = device.Profiles[size];
            compute += profile.ComputeSlices;
            if (profile.MaximumPerDevice is { } maximum)
            {
                (limited, limit) = (limited + 1, Math.Min(limit, maximum));
            }

            if (!profile.Starts.Contains(start) || start + profile.MemorySlices > taken.Length || !Take(taken, start, profile.MemorySlices))
            {
                return false;
            }
        }

        return compute <= device.ComputeSlices && limited <= limit;
    }

    // Whether the slices were free; from now on they are not.
    private static bool Take(bool[] taken, int start, int slices)
    {
        for (var slice = start; slice < start + slices; slice++)
        {
            if (taken[slice])
            {
                return false;
            }

            taken[slice] = true;
        }

        return true;
    }
}
