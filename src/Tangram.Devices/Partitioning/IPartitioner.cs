using Tangram.Devices.Workers;

namespace Tangram.Devices.Partitioning;

/// <summary>Cuts the devices of this machine into segments, by explicit placement. While it exists nobody else's does for the same devices.</summary>
/// <remarks>Not thread-safe. Every change is complete when a call returns; what a call that threw has begun it has taken back.</remarks>
public interface IPartitioner : IDisposable
{
    /// <summary>The devices it controls, in the order that plans number them.</summary>
    IReadOnlyList<PartitionedDevice> Devices { get; }

    /// <summary>The segments there are now, by device and start, whoever created them.</summary>
    /// <exception cref="PartitioningException">The device cannot be asked.</exception>
    IReadOnlyList<DeviceSegment> Segments();

    /// <summary>Creates a segment.</summary>
    /// <param name="device">The device's number.</param>
    /// <param name="profile">The partition profile's name, such as <c>1g.10gb</c> or <c>1c</c>.</param>
    /// <param name="start">First memory slice.</param>
    /// <exception cref="PartitioningException">It cannot be created: the place is taken, foreign processes run there, the driver refuses.</exception>
    DeviceSegment Create(int device, string profile, int start);

    /// <summary>Destroys a segment that <see cref="Segments"/> told of.</summary>
    /// <exception cref="PartitioningException">It cannot be destroyed, as while a process uses it.</exception>
    void Destroy(DeviceSegment segment);

    /// <summary>How worker processes that share a segment are started: pinned to its cores, or with the environment by which they see it alone.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="concurrency">How many share it; at least 1.</param>
    /// <exception cref="PartitioningException">What they share it by, such as an MPS daemon, cannot be started.</exception>
    WorkerSettings SettingsOf(DeviceSegment segment, int concurrency);

    /// <summary>How much of a segment's own memory is in use, in MiB; null where it has none, and its workers use the machine's.</summary>
    /// <exception cref="PartitioningException">There is no such segment, or the device cannot be asked.</exception>
    double? MemoryInUseMiB(DeviceSegment segment);
}
