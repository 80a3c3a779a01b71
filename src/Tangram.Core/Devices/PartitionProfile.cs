namespace Tangram.Core.Devices;

/// <summary>A size a device can be cut into, and where the hardware lets it start.</summary>
/// <param name="Name">The maker's name, such as <c>2g.20gb</c>, or <c>2c</c> for two cores.</param>
/// <param name="ComputeSlices">Compute slices taken; at least 1.</param>
/// <param name="MemorySlices">Contiguous memory slices taken; at least 1.</param>
/// <param name="MemoryMiB">Memory usable inside, in MiB.</param>
/// <param name="Starts">Memory slices it may start at, counted from 0, ascending.</param>
public sealed record PartitionProfile(string Name, int ComputeSlices, int MemorySlices, int MemoryMiB, IReadOnlyList<int> Starts)
{
    /// <summary>Streaming multiprocessors inside; null where no source says.</summary>
    public int? Multiprocessors { get; init; }

    /// <summary>
    /// Most segments on one device of this profile and all others that have a maximum, together: they need an engine of which a device
    /// has so many, as the media variants <c>+me</c> do. Null for no such limit.
    /// </summary>
    public int? MaximumPerDevice { get; init; }
}
