namespace Tangram.Core.Devices;

/// <summary>Lower bounds on devices: every set of prices under which no legal layout costs more than one device, as far as no other is sharper everywhere.</summary>
/// <remarks>
/// For an A100 there are four, with n₁ … n₇ segments of each size, n₁′ of the double-memory size, and K devices [N]:
/// n₇ + n₄ ≤ K, 3n₇ + 2n₄ + n₃ + n₂ ≤ 3K,
/// 7n₇ + 4n₄ + 3n₃ + 2n₂ + n₁ + n₁′ ≤ 7K, 8n₇ + 4n₄ + 4n₃ + 2n₂ + 2n₁′ + n₁ ≤ 8K. Their bound, rounded up, is always reached there.
/// </remarks>
public static class DeviceFacets
{
    /// <summary>The facets of a model; worked out once for each instance of it, from any thread.</summary>
    public static IReadOnlyList<DeviceFacet> Of(DeviceModel device) => DevicePatterns.Of(device).Facets;
}
