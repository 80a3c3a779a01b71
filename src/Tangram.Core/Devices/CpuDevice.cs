using System.Globalization;

namespace Tangram.Core.Devices;

/// <summary>The CPU as a device that can be cut: its slices are cores or equal parts of them, its segments processes pinned to cores [N].</summary>
/// <remarks>
/// Segments smaller than a core share it with others that are pinned to it: the kernel deals its time out equally to those that have work, as MPS deals out a GPU. So a part
/// of a core is what a segment is sure of, not a limit: what its neighbours leave, it may take.
/// </remarks>
public static class CpuDevice
{
    /// <summary>The name users write.</summary>
    public const string Name = "cpu";

    private const string OneCore = "1c";

    /// <summary>Into how many slices a core can be cut.</summary>
    public static IReadOnlyList<int> SlicesPerCoreOffered { get; } = [1, 2, 4];

    /// <summary>Describes the cores a process may use: profiles of parts of a core, of 1, 2, 4, … cores and of all of them.</summary>
    /// <param name="cores">Usable cores; at least 1.</param>
    /// <param name="memoryMiB">Memory of the machine in MiB, shared out by slices.</param>
    /// <param name="slicesPerCore">Slices of each core; one of <see cref="SlicesPerCoreOffered"/>. Parts of a core lie within one, larger sizes begin with one.</param>
    public static DeviceModel Model(int cores, int memoryMiB, int slicesPerCore = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cores, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryMiB, 1);
        if (!SlicesPerCoreOffered.Contains(slicesPerCore))
        {
            throw new ArgumentOutOfRangeException(nameof(slicesPerCore), slicesPerCore, $"a core is cut into {string.Join(", ", SlicesPerCoreOffered)} slices");
        }

        var slices = cores * slicesPerCore;
        var sizes = new SortedSet<int> { slices };
        for (var size = 1; size < slices; size *= 2)
        {
            sizes.Add(size);
        }

        return new DeviceModel(Name, slices, slices, [.. sizes.Select(Profile)], slicesPerCore == 1 ? "the cores this process may use" : "parts of the cores this process may use");

        PartitionProfile Profile(int size)
        {
            var step = Math.Min(size, slicesPerCore);
            return new(
                string.Create(CultureInfo.InvariantCulture, $"{(double)size / slicesPerCore}c"),
                size,
                size,
                (int)((long)memoryMiB * size / slices),
                [.. Enumerable.Range(0, ((slices - size) / step) + 1).Select(i => i * step)]);
        }
    }

    /// <summary>Whether a device model is the CPU's.</summary>
    public static bool Is(DeviceModel device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return string.Equals(device.Name, Name, StringComparison.Ordinal);
    }

    /// <summary>Into how many slices the cores of a CPU are cut; 1 for any other device.</summary>
    public static int SlicesPerCore(DeviceModel device) => Is(device) ? device.Find(OneCore)?.ComputeSlices ?? 1 : 1;

    /// <summary>Whether a partition profile is a part of a core, by its name: one that neighbours may leave more than it is sure of.</summary>
    public static bool IsPartOfCore(string profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return profile.StartsWith("0.", StringComparison.Ordinal) && profile.EndsWith('c');
    }

    /// <summary>The same CPU with other cores, or cut otherwise: as much memory for each core.</summary>
    /// <param name="device">A CPU.</param>
    /// <param name="cores">Its cores from now on; at least 1. Null for as many as it has.</param>
    /// <param name="slicesPerCore">Slices of each; null for as many as they have.</param>
    public static DeviceModel With(DeviceModel device, int? cores = null, int? slicesPerCore = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        var now = device.ComputeSlices / SlicesPerCore(device);
        var memory = (long)device.Profiles.Max(p => p.MemoryMiB) * (cores ?? now) / now;
        return Model(cores ?? now, (int)Math.Clamp(memory, 1, int.MaxValue), slicesPerCore ?? SlicesPerCore(device));
    }

    /// <summary>The cores on which slices lie.</summary>
    /// <param name="cores">The device's cores, in order.</param>
    /// <param name="slicesPerCore">Slices of each; at least 1.</param>
    /// <param name="start">The first slice.</param>
    /// <param name="slices">How many; at least 1.</param>
    public static IReadOnlyList<int> CoresOf(IReadOnlyList<int> cores, int slicesPerCore, int start, int slices)
    {
        ArgumentNullException.ThrowIfNull(cores);
        ArgumentOutOfRangeException.ThrowIfLessThan(slicesPerCore, 1);
        var first = start / slicesPerCore;
        return [.. cores.Skip(first).Take(((start + slices - 1) / slicesPerCore) - first + 1)];
    }
}
