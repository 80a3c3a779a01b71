namespace Tangram.Core.Devices;

/// <summary>How many devices are cut by a pattern.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Devices">The devices; at least 1.</param>
internal sealed record PatternUse(DevicePattern Pattern, int Devices);
