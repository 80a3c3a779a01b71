using Tangram.Core.Plans;
using Tangram.Devices.Partitioning;
using Tangram.Devices.Workers;

namespace Tangram.Server.Serving;

/// <summary>The segments of a served application on their devices: created before workers start there, destroyed once they have ended.</summary>
/// <remarks>Safe to use from many threads. Segments that nobody here created, as a server that died leaves them on a GPU, are taken over where they are as asked, and destroyed where they are in the way.</remarks>
internal sealed class SegmentPlaces
{
    private readonly IPartitioner _partitioner;
    private readonly Dictionary<(int Device, int Start), DeviceSegment> _segments;
    private readonly Lock _gate = new();

    public SegmentPlaces(IPartitioner partitioner)
    {
        _partitioner = partitioner;
        _segments = partitioner.Segments().ToDictionary(s => (s.Device, s.Start));
    }

    /// <summary>Brings the devices to the segments of a first plan.</summary>
    /// <exception cref="PartitioningException">They cannot be cut so.</exception>
    public void Begin(Plan plan)
    {
        var wanted = plan.Placements.ToDictionary(p => (p.Device, p.Start), p => ProfileOf(plan, p));
        lock (_gate)
        {
            foreach (var (place, found) in _segments.Where(s => !wanted.TryGetValue(s.Key, out var profile) || !string.Equals(profile, s.Value.Profile, StringComparison.Ordinal)).ToList())
            {
                _partitioner.Destroy(found);
                _segments.Remove(place);
            }

            foreach (var ((device, start), profile) in wanted.Where(w => !_segments.ContainsKey(w.Key)))
            {
                _segments[(device, start)] = _partitioner.Create(device, profile, start);
            }
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

    private static string ProfileOf(Plan plan, Placement placement) => plan.Instances.First(i => string.Equals(i.Id, placement.Instance, StringComparison.Ordinal)).Profile;
}
