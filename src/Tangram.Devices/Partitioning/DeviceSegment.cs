namespace Tangram.Devices.Partitioning;

/// <summary>A segment that exists on a device.</summary>
/// <param name="Device">The device's number.</param>
/// <param name="Profile">The partition profile's name.</param>
/// <param name="Start">First memory slice.</param>
/// <param name="Identity">What workers are told to see it by, such as <c>MIG-…</c>, or a list of cores.</param>
public sealed record DeviceSegment(int Device, string Profile, int Start, string Identity);
