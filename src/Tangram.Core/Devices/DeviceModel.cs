namespace Tangram.Core.Devices;

/// <summary>What one model of accelerator lets itself be cut into.</summary>
/// <param name="Name">Lower-case name users write, such as <c>a100-80gb</c> or <c>cpu</c>.</param>
/// <param name="ComputeSlices">Compute slices in all.</param>
/// <param name="MemorySlices">Memory slices in all; segments occupy contiguous ones that do not overlap.</param>
/// <param name="Profiles">The sizes on offer, smallest first.</param>
/// <param name="Source">Where these figures come from.</param>
public sealed record DeviceModel(string Name, int ComputeSlices, int MemorySlices, IReadOnlyList<PartitionProfile> Profiles, string Source)
{
    /// <summary>Sizes that also hold engines for video and pictures (NVIDIA's <c>+me</c>). Not among <see cref="Profiles"/>.</summary>
    /// <remarks>
    /// They compute as the sizes they are named after do, so plans never need them and planners are not troubled with them;
    /// <see cref="WithMedia"/> is for those who do.
    /// </remarks>
    public IReadOnlyList<PartitionProfile> MediaProfiles { get; init; } = [];

    /// <summary>The same device with its media sizes on offer too, after the others.</summary>
    public DeviceModel WithMedia => this with { Profiles = [.. Profiles, .. MediaProfiles], MediaProfiles = [] };

    /// <summary>Whether a segment of any size may start wherever it has room, as on a CPU of whole cores.</summary>
    public bool IsFlexible => ComputeSlices == MemorySlices
        && Profiles.All(p => p.ComputeSlices == p.MemorySlices && p.MaximumPerDevice is null && p.Starts.Count == MemorySlices - p.MemorySlices + 1);

    /// <summary>Whether memory goes with compute and a segment of any size may start at least at every multiple of its size, as on the CPU, its cores cut or whole.</summary>
    public bool IsAligned => ComputeSlices == MemorySlices && Profiles.All(IsAlignedSize);

    /// <summary>The profile called <paramref name="name"/>, or null.</summary>
    public PartitionProfile? Find(string name) => Profiles.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));

    private bool IsAlignedSize(PartitionProfile profile)
    {
        if (profile.ComputeSlices != profile.MemorySlices || profile.MaximumPerDevice is not null)
        {
            return false;
        }

        var starts = profile.Starts.ToHashSet();
        for (var start = 0; start + profile.MemorySlices <= MemorySlices; start += profile.MemorySlices)
        {
            if (!starts.Contains(start))
            {
                return false;
            }
        }

        return true;
    }
}
