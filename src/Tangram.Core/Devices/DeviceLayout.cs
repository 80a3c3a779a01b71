namespace Tangram.Core.Devices;

/// <summary>What one device is cut into.</summary>
/// <param name="Segments">The segments; they do not overlap.</param>
public sealed record DeviceLayout(IReadOnlyList<PlacedSegment> Segments);
