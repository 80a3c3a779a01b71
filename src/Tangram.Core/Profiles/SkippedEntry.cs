namespace Tangram.Core.Profiles;

/// <summary>A configuration that was left out of the measurement, and why.</summary>
public sealed record SkippedEntry(string Variant, string Profile, int Concurrency, int Batch, string Reason);
