using Tangram.Core.Devices;
using Tangram.Devices.Partitioning;
using Tangram.Devices.Workers;

namespace Tangram.Profiling.Devices;

/// <summary>A device of a partitioner to measure on, such as a GPU: it is cleared, and cut into the one segment that is measured. Disposing of it cuts it as it was.</summary>
/// <remarks>A segment is measured alone: that its neighbours do not slow it down is what the device promises of its segments; what they do all the same is learned while serving.</remarks>
public sealed class MeasuredGpu : IMeasuredDevice, IDisposable
{
    private readonly IPartitioner _partitioner;
    private readonly PartitionedDevice _device;
    private readonly IReadOnlyList<DeviceSegment> _before;

    /// <summary>Clears a device.</summary>
    /// <param name="partitioner">Cuts it; its owner disposes of it.</param>
    /// <param name="device">The device's number.</param>
    /// <param name="machine">What it is and where, on one line.</param>
    /// <param name="cores">The cores on which operators run; at least one.</param>
    /// <exception cref="PartitioningException">It cannot be cleared: it is as it was then.</exception>
    public MeasuredGpu(IPartitioner partitioner, int device, string machine, IReadOnlyList<int> cores)
    {
        ArgumentNullException.ThrowIfNull(partitioner);
        (_partitioner, _device, Machine, Cores) = (partitioner, partitioner.Devices[device], machine, cores);
        _before = Present();
        LayoutChange.Make(partitioner, _before.Select(s => new LayoutStep.Destroy(s)));
    }

    /// <inheritdoc/>
    public DeviceModel Model => _device.Model;

    /// <inheritdoc/>
    public string Machine { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Cores { get; }

    /// <inheritdoc/>
    public bool HoldsEveryType => false;

    /// <inheritdoc/>
    public IMeasuredSegment Lend(SegmentType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new LentSegment(_partitioner, _partitioner.Create(_device.Number, type.Profile.Name, type.Profile.Starts[0]), type.Concurrency);
    }

    /// <summary>Cuts it as it was.</summary>
    /// <exception cref="PartitioningException">It cannot be cut so; the message says what is there.</exception>
    public void Dispose() => LayoutChange.Make(_partitioner, LayoutChange.Steps(_device.Number, Present(), [.. _before.Select(s => (s.Profile, s.Start))]));

    private List<DeviceSegment> Present() => [.. _partitioner.Segments().Where(s => s.Device == _device.Number)];

    private sealed class LentSegment(IPartitioner partitioner, DeviceSegment segment, int concurrency) : IMeasuredSegment
    {
        public WorkerSettings Settings => partitioner.SettingsOf(segment, concurrency);

        public int Threads => 1;

        public int Neighbours => 0;

        public double? MemoryInUseMiB() => partitioner.MemoryInUseMiB(segment);

        public void Dispose() => partitioner.Destroy(segment);
    }
}
