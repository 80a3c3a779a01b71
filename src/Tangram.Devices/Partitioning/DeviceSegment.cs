namespace Tangram.Devices.Partitioning;

/// <summary>A segment that exists on a device.</summary>
/// <param name="Device">The device's number.</param>
/// <param name="Profile">The partition profile's name.</param>
/// <param name="Start">First memory slice.</param>
/// <param name="Identity">What workers are told to see it by, such as <c>MIG-…</c>, or a list of cores.</param>
public sealed record DeviceSegment(int Device, string Profile, int Start, string Identity)
{
    /// <summary>Whether workers can use it whole. A GPU instance that has no compute instance, or several smaller ones, is there but cannot be.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Such as <c>3g.40gb at 4</c>.</summary>
    public string Place => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Profile} at {Start}");
}
