using Tangram.Core.Files;

namespace Tangram.Core.Devices;

/// <summary>The content of a device file: what one model of accelerator lets itself be cut into.</summary>
/// <param name="Version">The format's version, 1.</param>
/// <param name="Name">Lower-case name users write, such as <c>a100-80gb</c>.</param>
/// <param name="Source">Where the figures come from, in words.</param>
/// <param name="ComputeSlices">Compute slices in all; at least 1.</param>
/// <param name="MemorySlices">Memory slices in all; at least 1.</param>
/// <param name="Profiles">The sizes on offer, smallest first; at least one.</param>
public sealed record DeviceFile(int Version, string Name, string Source, int ComputeSlices, int MemorySlices, IReadOnlyList<DeviceFileProfile> Profiles) : IVersioned
{
    /// <summary>Sizes that also hold media engines; may be left out.</summary>
    public IReadOnlyList<DeviceFileProfile> MediaProfiles { get; init; } = [];
}
