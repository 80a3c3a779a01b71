using System.Globalization;
using Tangram.Core.Devices;

namespace Tangram.Devices.Nvidia;

/// <summary>A GPU of this machine.</summary>
/// <param name="Index">Its number as NVML, <c>nvidia-smi</c> and mig-parted count, from 0.</param>
/// <param name="Identity">Its UUID, <c>GPU-…</c>.</param>
/// <param name="Name">As the driver writes it, such as <c>NVIDIA A100-SXM4-80GB</c>.</param>
/// <param name="MemoryMiB">Its memory in MiB.</param>
/// <param name="PciDeviceId">Its device in the upper and vendor in the lower 16 bits, which mig-parted's device filters name.</param>
/// <param name="Mig">Whether it can be cut.</param>
/// <param name="Model">What it lets itself be cut into; null where the catalogue has no such model.</param>
public sealed record NvidiaGpu(int Index, string Identity, string Name, int MemoryMiB, uint PciDeviceId, MigState Mig, DeviceModel? Model)
{
    /// <summary>Such as <c>GPU 0</c>.</summary>
    public string Called => string.Create(CultureInfo.InvariantCulture, $"GPU {Index}");

    /// <summary>Why it cannot be cut and what would be right, on one line; null where it can.</summary>
    public string? Obstacle => (Mig, Model) switch
    {
        (MigState.Unsupported, _) => $"{Called} ({Name}) has no MIG; GPUs that can be cut: {Known()}",
        (_, null) => string.Create(CultureInfo.InvariantCulture, $"{Called} ({Name}, {MemoryMiB} MiB) is no model that tangram knows: {Known()}; docs/adding/device.md says how to add one"),
        (MigState.Disabled, _) => string.Create(CultureInfo.InvariantCulture, $"{Called} has MIG disabled; 'nvidia-smi -i {Index} -mig 1' as root enables it, with nothing running on it"),
        (MigState.Enabling, _) => string.Create(CultureInfo.InvariantCulture, $"{Called} has MIG disabled until it is reset; 'nvidia-smi --gpu-reset -i {Index}' as root does it, with nothing running on it"),
        _ => null,
    };

    // The family's name as a word of the driver's, and the memory of the same order: H100 and GH200, 80 and 94 GB are told apart.
    internal static DeviceModel? ModelOf(string name, int memoryMiB)
    {
        var words = name.Split(' ', '-', '_');
        return DeviceCatalog.Gpus.FirstOrDefault(g => g.Name.Split('-') is [var family, var memory]
            && words.Contains(family, StringComparer.OrdinalIgnoreCase)
            && int.TryParse(memory.AsSpan(0, memory.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var gigabytes)
            && Math.Abs((memoryMiB / 1024.0) - gigabytes) < gigabytes * 0.05);
    }

    private static string Known() => string.Join(", ", DeviceCatalog.Gpus.Select(g => g.Name));
}
