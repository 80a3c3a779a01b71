using Tangram.Core.Plans;
using Tangram.Devices.Partitioning;
using Tangram.Devices.Workers;

namespace Tangram.Server.Serving;

/// <summary>The segments of a served application on their devices: created before workers start there, destroyed once they have ended.</summary>
/// <remarks>Safe to use from many threads. Segments that nobody here created, as a server that died leaves them on a GPU, are taken over where they are as asked, and destroyed elsewhere.</remarks>
internal sealed class SegmentPlaces
{
    private readonly IPartitioner _partitioner;
    private readonly Lock _gate = new();
    private Dictionary<(int Device, int Start), DeviceSegment> _segments;

    public SegmentPlaces(IPartitioner partitioner)
    {
        _partitioner = partitioner;
        _segments = Found();
    }

    /// <summary>Brings the devices to the segments of a first plan, or leaves them as they were.</summary>
    /// <exception cref="PartitioningException">They cannot be cut so.</exception>
    public void Begin(Plan plan)
    {
        lock (_gate)
        {
            var steps = _partitioner.Devices.SelectMany(d => LayoutChange.Steps(
                d.Number,
                [.. _segments.Values.Where(s => s.Device == d.Number)],
                [.. plan.Placements.Where(p => p.Device == d.Number).Select(p => (ProfileOf(plan, p), p.Start))]));
            LayoutChange.Make(_partitioner, steps);
            _segments = Found();
        }
    }

    /// <summary>Creates a segment.</summary>
    /// <exception cref="PartitioningException">It cannot be created.</exception>
    public void Create(Placement placement, string profile)
    {
        lock (_gate)
        {
            _segments[(placement.Device, placement.Start)] = _partitioner.Create(placement.Device, profile, placement.Start);
        }
    }

    /// <summary>Destroys a segment; nothing happens where there is none.</summary>
    /// <exception cref="PartitioningException">It cannot be destroyed.</exception>
    public void Destroy(Placement placement)
    {
        lock (_gate)
        {
            if (_segments.TryGetValue((placement.Device, placement.Start), out var segment))
            {
                _partitioner.Destroy(segment);
                _segments.Remove((placement.Device, placement.Start));
            }
        }
    }

    /// <summary>How workers are started on a segment.</summary>
    /// <exception cref="PartitioningException">What they share it by cannot be started.</exception>
    public WorkerSettings SettingsOf(Placement placement, int concurrency)
    {
        lock (_gate)
        {
            return _segments.TryGetValue((placement.Device, placement.Start), out var segment)
                ? _partitioner.SettingsOf(segment, concurrency)
                : throw new PartitioningException(FormattableString.Invariant($"there is no segment at slice {placement.Start} of device {placement.Device}"));
        }
    }

    private Dictionary<(int Device, int Start), DeviceSegment> Found() => _partitioner.Segments().ToDictionary(s => (s.Device, s.Start));

    private static string ProfileOf(Plan plan, Placement placement) => plan.Instances.First(i => string.Equals(i.Id, placement.Instance, StringComparison.Ordinal)).Profile;
}
