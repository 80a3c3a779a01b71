using System.Globalization;
using System.Runtime.InteropServices;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;
using Tangram.Devices.Cpu;

namespace Tangram.Profiling;

/// <summary>What machine this is.</summary>
public static class MachineDescription
{
    /// <summary>One line: processor, usable cores, memory, operating system.</summary>
    public static string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {CpuAffinity.ProcessCores.Count} cores usable, {MemoryMiB / 1024.0:F0} GiB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}");

    /// <summary>This machine's CPU as a device.</summary>
    /// <param name="cores">Its cores; null for all this process may use.</param>
    /// <param name="slicesPerCore">Slices of each.</param>
    public static DeviceModel Cpu(int? cores = null, int slicesPerCore = 1) => CpuDevice.Model(cores ?? CpuAffinity.ProcessCores.Count, MemoryMiB, slicesPerCore);

    /// <summary>The CPU that a profile was measured on, with this machine's memory.</summary>
    public static DeviceModel CpuOf(ProfileTable profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Cpu(profile.Slices / profile.SlicesPerCore, profile.SlicesPerCore);
    }

    /// <summary>Memory of this machine, or of the container this process runs in, in MiB.</summary>
    public static int MemoryMiB => (int)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20);

    private static string Processor()
    {
        var line = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
