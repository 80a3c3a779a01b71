namespace Tangram.Core.Devices.MigParted;

/// <summary>What some GPUs are to be cut into.</summary>
/// <param name="Gpus">Indices of the GPUs; null for all.</param>
/// <param name="PciDevices">PCI devices that the GPUs must be of, device in the upper and vendor in the lower 16 bits; empty for any.</param>
/// <param name="IsEnabled">Whether MIG is on.</param>
/// <param name="Counts">How many segments of each partition profile, by name.</param>
public sealed record MigRule(IReadOnlyList<int>? Gpus, IReadOnlyList<uint> PciDevices, bool IsEnabled, IReadOnlyDictionary<string, int> Counts)
{
    /// <summary>Whether it is for a GPU.</summary>
    /// <param name="gpu">The GPU's index.</param>
    /// <param name="pciDevice">Its PCI device.</param>
    public bool IsFor(int gpu, uint pciDevice) =>
        (Gpus is null || Gpus.Contains(gpu)) && (PciDevices.Count == 0 || PciDevices.Contains(pciDevice));
}
