namespace Tangram.Core.Devices;

/// <summary>Devices of one model that may be used.</summary>
/// <param name="Model">What they are.</param>
/// <param name="Count">How many there are; at least 0.</param>
public sealed record DevicePool(DeviceModel Model, int Count);
