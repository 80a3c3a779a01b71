namespace Tangram.Planning.Neighbours;

/// <summary>A batch as far as what it does to its neighbours on a device, and they to it, depends on it.</summary>
/// <param name="Variant">The variant's name.</param>
/// <param name="Batch">Items in it; at least 1.</param>
/// <param name="Share">Share of the device's compute slices that its segment takes; above 0, at most 1.</param>
public readonly record struct NeighbourRunner(string Variant, int Batch, double Share);
