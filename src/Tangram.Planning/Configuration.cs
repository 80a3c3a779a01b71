using Tangram.Core.Profiles;

namespace Tangram.Planning;

/// <summary>A way to run a variant on one segment, that the problem allows: it ran when measured, and fits the segment's memory.</summary>
/// <param name="Entry">What was measured, its latencies and throughput slowed down by neighbours.</param>
/// <param name="Pool">The pool of devices, by its place in the inventory.</param>
/// <param name="Size">The partition profile, by its place in the device model's list.</param>
/// <param name="Slices">Compute slices of the segment.</param>
/// <param name="ItemsPerSecond">Throughput that may be used, the reserve taken off.</param>
/// <param name="Scope">The application whose profile it comes from; null for a common profile. Segments are shared only within one scope.</param>
/// <param name="Slowdown">How many times longer than measured a batch is counted to take, for what runs beside it; at least 1.</param>
public sealed record Configuration(ProfileEntry Entry, int Pool, int Size, int Slices, double ItemsPerSecond, string? Scope, double Slowdown = 1);
