namespace Tangram.Protocol.OpenInference.Models;

/// <summary>How often something was done and how long it took altogether.</summary>
/// <param name="Count">How often.</param>
/// <param name="Nanoseconds">How long altogether.</param>
public readonly record struct DurationStatistic(long Count, long Nanoseconds);
