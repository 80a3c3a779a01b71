namespace Tangram.Devices.Nvidia;

/// <summary>A size of GPU instance that the driver offers.</summary>
/// <param name="Id">The driver's number for it.</param>
/// <param name="Name">Such as <c>1g.10gb</c>.</param>
/// <param name="Slices">Compute slices.</param>
/// <param name="MemoryMiB">Memory inside, in MiB.</param>
internal sealed record MigProfile(uint Id, string Name, int Slices, int MemoryMiB);
