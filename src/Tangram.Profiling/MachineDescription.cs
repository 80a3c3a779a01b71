using System.Globalization;
using System.Runtime.InteropServices;
using Tangram.Core.Devices;
using Tangram.Devices.Cpu;

namespace Tangram.Profiling;

/// <summary>What machine this is.</summary>
public static class MachineDescription
{
    /// <summary>One line: processor, usable cores, memory, operating system.</summary>
    public static string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {CpuAffinity.ProcessCores.Count} cores usable, {MemoryMiB / 1024.0:F0} GiB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}");

    /// <summary>This machine's CPU as a device: a slice for each core this process may use.</summary>
    public static DeviceModel Cpu(int? cores = null) => CpuDevice.Model(cores ?? CpuAffinity.ProcessCores.Count, MemoryMiB);

    private static int MemoryMiB => (int)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20);

    private static string Processor()
    {
        var line = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
