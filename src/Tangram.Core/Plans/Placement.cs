namespace Tangram.Core.Plans;

/// <summary>Where an instance's segment lies.</summary>
/// <param name="Instance">The instance's id.</param>
/// <param name="Device">The device, counted from 0 through all pools of the inventory.</param>
/// <param name="Start">First memory slice occupied; on the CPU, the first core.</param>
/// <param name="MemorySlices">Contiguous memory slices occupied.</param>
public sealed record Placement(string Instance, int Device, int Start, int MemorySlices);
