namespace Tangram.Core.Devices;

/// <summary>Finds legal starts for segments on one device, exactly: if there is a layout, it is found.</summary>
public static class DevicePacker
{
    /// <summary>Places every one of <paramref name="profiles"/> on one device.</summary>
    /// <returns>A start for each profile, in the order given; null if no legal layout holds them all.</returns>
    public static IReadOnlyList<int>? Pack(DeviceModel device, IReadOnlyList<PartitionProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(profiles);

        if (profiles.Sum(p => p.ComputeSlices) > device.ComputeSlices || profiles.Sum(p => p.MemorySlices) > device.MemorySlices)
        {
            return null;
        }

        // Those with fewest starts first: they leave the least choice, so dead ends show early.
        var order = Enumerable.Range(0, profiles.Count).OrderBy(i => profiles[i].Starts.Count).ThenBy(i => profiles[i].Name, StringComparer.Ordinal).ToArray();
        var starts = new int[profiles.Count];
        return Place(0, new bool[device.MemorySlices]) ? starts : null;

        bool Place(int depth, bool[] taken)
        {
            if (depth == order.Length)
            {
                return true;
            }

            var profile = profiles[order[depth]];
            foreach (var start in profile.Starts)
            {
                if (!IsFree(taken, start, profile.MemorySlices))
                {
                    continue;
                }

                taken.AsSpan(start, profile.MemorySlices).Fill(true);
                starts[order[depth]] = start;
                if (Place(depth + 1, taken))
                {
                    return true;
                }

                taken.AsSpan(start, profile.MemorySlices).Clear();
            }

            return false;
        }
    }

    private static bool IsFree(bool[] taken, int start, int slices) =>
        start + slices <= taken.Length && !taken.AsSpan(start, slices).Contains(true);
}
