using Tangram.Devices.Partitioning;
using Tangram.Devices.Workers;

namespace Tangram.Devices.Tests.Partitioning;

/// <summary>A list of segments that may refuse its n-th changes.</summary>
internal sealed class FakePartitioner(params int[] refuses) : IPartitioner
{
    private readonly List<DeviceSegment> _segments = [];
    private int _changes;

    public IReadOnlyList<PartitionedDevice> Devices => [];

    public IReadOnlyList<DeviceSegment> Segments() => [.. _segments.OrderBy(s => s.Start)];

    public DeviceSegment Create(int device, string profile, int start)
    {
        Count($"creating {profile} at {start}");
        _segments.Add(new DeviceSegment(device, profile, start, $"id-{_changes}"));
        return _segments[^1];
    }

    public void Destroy(DeviceSegment segment)
    {
        Count($"destroying {segment.Place}");
        Assert.True(_segments.RemoveAll(s => s.Place == segment.Place) == 1);
    }

    public WorkerSettings SettingsOf(DeviceSegment segment, int concurrency) => new();

    public double? MemoryInUseMiB(DeviceSegment segment) => null;

    public void Dispose()
    {
    }

    private void Count(string doing)
    {
        if (refuses.Contains(_changes++))
        {
            throw new PartitioningException($"{doing}: refused");
        }
    }
}
