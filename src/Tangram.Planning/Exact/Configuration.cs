using Tangram.Core.Profiles;

namespace Tangram.Planning.Exact;

/// <summary>A way to run a variant on one segment.</summary>
/// <param name="Entry">What was measured.</param>
/// <param name="Size">The partition profile, by its place in the device model's list.</param>
/// <param name="ItemsPerSecond">Throughput that may be used, the reserve taken off.</param>
internal sealed record Configuration(ProfileEntry Entry, int Size, double ItemsPerSecond);
