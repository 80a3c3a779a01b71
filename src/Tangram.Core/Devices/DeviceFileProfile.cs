namespace Tangram.Core.Devices;

/// <summary>A partition profile in a device file.</summary>
/// <param name="Name">The maker's name, such as <c>2g.20gb</c>.</param>
/// <param name="ComputeSlices">Compute slices taken; at least 1.</param>
/// <param name="MemorySlices">Contiguous memory slices taken; at least 1.</param>
/// <param name="MemoryGB">Memory inside in GB of 1,024 MiB, as the maker names it; at least 1.</param>
/// <param name="Starts">Memory slices it may start at, counted from 0, ascending; at least one.</param>
public sealed record DeviceFileProfile(string Name, int ComputeSlices, int MemorySlices, int MemoryGB, IReadOnlyList<int> Starts)
{
    /// <summary>Streaming multiprocessors inside; left out where no source says.</summary>
    public int? Multiprocessors { get; init; }

    /// <summary>Most segments on one device of this profile and all others that have a maximum, together; left out where there is no such limit.</summary>
    public int? MaximumPerDevice { get; init; }
}
