using System.Globalization;

namespace Tangram.Core.Devices;

/// <summary>The CPU as a device that can be cut: its slices are cores, its segments processes pinned to them [N].</summary>
public static class CpuDevice
{
    /// <summary>The name users write.</summary>
    public const string Name = "cpu";

    /// <summary>Describes the cores a process may use: profiles of 1, 2, 4, … cores and of all of them, starting anywhere.</summary>
    /// <param name="cores">Usable cores; at least 1.</param>
    /// <param name="memoryMiB">Memory of the machine in MiB, shared out by cores.</param>
    public static DeviceModel Model(int cores, int memoryMiB)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cores, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryMiB, 1);

        var sizes = new SortedSet<int> { cores };
        for (var size = 1; size < cores; size *= 2)
        {
            sizes.Add(size);
        }

        return new DeviceModel(Name, cores, cores, [.. sizes.Select(Profile)], "the cores this process may use");

        PartitionProfile Profile(int size) => new(
            string.Create(CultureInfo.InvariantCulture, $"{size}c"),
            size,
            size,
            (int)((long)memoryMiB * size / cores),
            [.. Enumerable.Range(0, cores - size + 1)]);
    }
}
