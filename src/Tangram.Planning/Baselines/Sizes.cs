using Tangram.Core.Devices;

namespace Tangram.Planning.Baselines;

/// <summary>The sizes of segments that baselines know: one partition profile for each number of compute slices.</summary>
/// <remarks>Profiles with more memory for the same compute, or with media engines, came after these systems; the plainest of each size stands for it [N].</remarks>
internal static class Sizes
{
    /// <summary>The places of the profiles in the device's list, the fewest compute slices first.</summary>
    public static IReadOnlyList<int> Of(DeviceModel device) =>
    [
        .. device.Profiles.Select((p, size) => (Profile: p, Size: size))
            .GroupBy(x => x.Profile.ComputeSlices)
            .OrderBy(g => g.Key)
            .Select(g => g.OrderBy(x => x.Profile.MemorySlices).ThenBy(x => x.Profile.Name, StringComparer.Ordinal).First().Size),
    ];
}
