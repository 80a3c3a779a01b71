namespace Tangram.Core.Devices;

/// <summary>A collection of segments that fits one device, and how.</summary>
/// <param name="Counts">How many segments of each of the model's profiles.</param>
/// <param name="Layout">One legal layout of them.</param>
internal sealed record DevicePattern(IReadOnlyList<int> Counts, DeviceLayout Layout);
