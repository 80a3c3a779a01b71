namespace Tangram.Devices.Nvidia;

/// <summary>A compute instance within a GPU instance.</summary>
/// <param name="Handle">The driver's handle.</param>
/// <param name="Id">Its number within the GPU instance.</param>
/// <param name="ProfileId">The driver's number for its size.</param>
/// <param name="Slices">Compute slices.</param>
internal sealed record MigCompute(nint Handle, uint Id, uint ProfileId, int Slices);
