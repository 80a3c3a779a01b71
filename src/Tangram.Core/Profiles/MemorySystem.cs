namespace Tangram.Core.Profiles;

/// <summary>What segments of a device share, as measured.</summary>
/// <param name="GigabytesPerSecond">Memory bandwidth that all cores reach together, in 10⁹ bytes per second; above 0.</param>
/// <param name="LastCacheMiB">Size of the last cache, which cores share; null where the system does not tell.</param>
/// <param name="CoreCacheMiB">Size of the cache before it, which a core has for itself; null where the system does not tell.</param>
public sealed record MemorySystem(double GigabytesPerSecond, double? LastCacheMiB, double? CoreCacheMiB);
