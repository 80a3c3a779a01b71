namespace Tangram.Core.Devices;

/// <summary>A segment on a device.</summary>
/// <param name="Size">Its partition profile, by its place in the device model's list.</param>
/// <param name="Start">First memory slice occupied.</param>
public sealed record PlacedSegment(int Size, int Start);
