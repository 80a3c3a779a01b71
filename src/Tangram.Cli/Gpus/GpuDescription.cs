using Tangram.Core.Devices;

namespace Tangram.Cli.Gpus;

/// <summary>A device model as <c>tangram gpus --json</c> writes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where the figures come from.</param>
/// <param name="ComputeSlices">Compute slices in all.</param>
/// <param name="MemorySlices">Memory slices in all.</param>
/// <param name="MemoryMiB">Memory of the whole device in MiB.</param>
/// <param name="Profiles">The sizes on offer, those with media engines last.</param>
/// <param name="MaximalLayouts">Layouts without media sizes that nothing can be added to: segments as <c>PROFILE@START</c>; null where they are too many to list.</param>
internal sealed record GpuDescription(
    string Name,
    string Source,
    int ComputeSlices,
    int MemorySlices,
    int MemoryMiB,
    IReadOnlyList<PartitionProfile> Profiles,
    IReadOnlyList<IReadOnlyList<string>>? MaximalLayouts)
{
    /// <summary>A device that is cut freely has more layouts than anybody reads from this many slices on.</summary>
    public const int MostSlicesListed = 8;

    public static GpuDescription Of(DeviceModel device) => new(
        device.Name,
        device.Source,
        device.ComputeSlices,
        device.MemorySlices,
        device.Profiles.Max(p => p.MemoryMiB),
        device.WithMedia.Profiles,
        Maximal(device)?.Select(layout => (IReadOnlyList<string>)[.. layout.Segments.Select(s => FormattableString.Invariant($"{device.Profiles[s.Size].Name}@{s.Start}"))]).ToList());

    /// <summary>The maximal layouts, segments in the order of their starts; null where they are too many.</summary>
    public static IReadOnlyList<DeviceLayout>? Maximal(DeviceModel device) => device.MemorySlices > MostSlicesListed
        ? null
        : [.. LayoutEnumeration.Maximal(device).Select(l => new DeviceLayout([.. l.Segments.OrderBy(s => s.Start)]))];
}
