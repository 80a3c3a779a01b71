using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Profiling;

namespace Tangram.Cli.Files;

/// <summary>Loads inventories.</summary>
internal static class InventoryFile
{
    /// <summary>Loads an inventory; its <c>cpu</c> is this machine's.</summary>
    /// <exception cref="InvalidFileException">The file is missing or is not as it should be; holds every fault.</exception>
    public static Inventory Load(string path) =>
        InventoryParser.Parse(TextFile.Read(path, "docs/formats.md says what an inventory.yaml holds"), path, cores => MachineDescription.Cpu(cores));
}
