namespace Tangram.Core.Devices;

/// <summary>A size a device can be cut into, and where the hardware lets it start.</summary>
/// <param name="Name">The maker's name, such as <c>2g.20gb</c>, or <c>2c</c> for two cores.</param>
/// <param name="ComputeSlices">Compute slices taken; at least 1.</param>
/// <param name="MemorySlices">Contiguous memory slices taken; at least 1.</param>
/// <param name="MemoryMiB">Memory usable inside, in MiB.</param>
/// <param name="Starts">Memory slices it may start at, counted from 0, ascending.</param>
public sealed record PartitionProfile(string Name, int ComputeSlices, int MemorySlices, int MemoryMiB, IReadOnlyList<int> Starts);
