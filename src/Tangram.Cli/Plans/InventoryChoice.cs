using Tangram.Cli.Files;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Profiling;

namespace Tangram.Cli.Plans;

/// <summary>Turns what the user says of devices into an inventory.</summary>
internal static class InventoryChoice
{
    /// <summary>The inventory; null where the user names no device.</summary>
    /// <param name="file">An inventory file, or null.</param>
    /// <param name="gpus">Texts such as <c>a100-80gb</c> or <c>a100-80gb=4</c>.</param>
    /// <exception cref="InvalidFileException">They are not as they should be.</exception>
    public static Inventory? Of(string? file, IReadOnlyList<string> gpus)
    {
        try
        {
            return file is not null ? InventoryFile.Load(file)
                : gpus.Count > 0 ? InventoryParser.ParseDevices(gpus, cores => MachineDescription.Cpu(cores))
                : null;
        }
        catch (FormatException fault)
        {
            throw new InvalidFileException($"--gpu: {fault.Message}", fault);
        }
    }

    /// <summary>The model called <paramref name="name"/>, or null.</summary>
    public static DeviceModel? Find(string name) => DeviceCatalog.Find(name);
}
