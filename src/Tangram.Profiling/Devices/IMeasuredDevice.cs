using Tangram.Core.Devices;
using Tangram.Devices.Partitioning;

namespace Tangram.Profiling.Devices;

/// <summary>A device that variants are measured on, which lends segments for it.</summary>
public interface IMeasuredDevice
{
    /// <summary>What it lets itself be cut into.</summary>
    DeviceModel Model { get; }

    /// <summary>What it is and where, on one line; a profile is of this line.</summary>
    string Machine { get; }

    /// <summary>The cores on which operators run; at least one.</summary>
    IReadOnlyList<int> Cores { get; }

    /// <summary>Whether segments of all types can be lent at the same time, and rest without cost to the one that is measured.</summary>
    bool HoldsEveryType { get; }

    /// <summary>Lends a segment until it is disposed of.</summary>
    /// <param name="type">Its size, and how many processes are to share it.</param>
    /// <exception cref="PartitioningException">There is none to be had.</exception>
    IMeasuredSegment Lend(SegmentType type);
}
