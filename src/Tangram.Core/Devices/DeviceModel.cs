namespace Tangram.Core.Devices;

/// <summary>What one model of accelerator lets itself be cut into.</summary>
/// <param name="Name">Lower-case name users write, such as <c>a100-80gb</c> or <c>cpu</c>.</param>
/// <param name="ComputeSlices">Compute slices in all.</param>
/// <param name="MemorySlices">Memory slices in all; segments occupy contiguous ones that do not overlap.</param>
/// <param name="Profiles">The sizes on offer, smallest first.</param>
/// <param name="Source">Where these figures come from.</param>
public sealed record DeviceModel(string Name, int ComputeSlices, int MemorySlices, IReadOnlyList<PartitionProfile> Profiles, string Source)
{
    /// <summary>The profile called <paramref name="name"/>, or null.</summary>
    public PartitionProfile? Find(string name) => Profiles.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));
}
