using Tangram.Devices.Partitioning;
using Tangram.Devices.Workers;

namespace Tangram.Profiling.Devices;

/// <summary>A segment that was lent to be measured; disposing of it, once its workers have ended, gives it back.</summary>
public interface IMeasuredSegment : IDisposable
{
    /// <summary>How its workers are started.</summary>
    WorkerSettings Settings { get; }

    /// <summary>Threads that a batch runs on; at least 1.</summary>
    int Threads { get; }

    /// <summary>Further workers that have to be kept busy while it is measured, since they would be so at the worst; from 0.</summary>
    int Neighbours { get; }

    /// <summary>How much of its own memory is in use, in MiB; null where its workers use the machine's.</summary>
    /// <exception cref="PartitioningException">The device cannot be asked.</exception>
    double? MemoryInUseMiB();
}
