using Tangram.Core.Plans;

namespace Tangram.Cli.Plans;

/// <summary>Devices of one model that are cut alike and run the same on each segment.</summary>
/// <param name="Model">The device model's name.</param>
/// <param name="Devices">The devices, ascending.</param>
/// <param name="Segments">What lies on each of them, by start.</param>
internal sealed record DeviceGroup(string Model, IReadOnlyList<int> Devices, IReadOnlyList<GroupedSegment> Segments)
{
    /// <summary>Groups a plan's devices, the order of their first device kept.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="together">Whether equal devices come together; otherwise each is a group of its own.</param>
    public static IReadOnlyList<DeviceGroup> Of(Plan plan, bool together)
    {
        var instances = plan.Instances.ToDictionary(i => i.Id, StringComparer.Ordinal);
        var devices = plan.Placements.GroupBy(p => p.Device).OrderBy(d => d.Key)
            .Select(d => (Device: d.Key, Segments: d.OrderBy(p => p.Start).Select(p => (Place: p, Instance: instances[p.Instance])).ToList()));
        var groups = devices.GroupBy(d => together ? Key(d.Segments) : d.Device.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
        return
        [
            .. groups.Select(g => new DeviceGroup(
                g.First().Segments[0].Instance.DeviceModel,
                [.. g.Select(d => d.Device)],
                [.. g.First().Segments.Select((s, i) => new GroupedSegment(s.Place.Start, s.Place.MemorySlices, [.. g.Select(d => d.Segments[i].Instance)]))])),
        ];
    }

    private static string Key(IEnumerable<(Placement Place, Instance Instance)> segments) => string.Join(
        '|', segments.Select(s => FormattableString.Invariant($"{s.Instance.DeviceModel} {s.Place.Start} {s.Instance.SegmentType} {s.Instance.Variant} {s.Instance.Batch} ") + string.Join(',', s.Instance.Serves.Select(w => $"{w.Application}/{w.Task}"))));
}
