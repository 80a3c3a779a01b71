namespace Tangram.Scheduling.Logging;

/// <summary>The first place where two runs went apart.</summary>
/// <param name="Line">Number of the line in the first log, from 1.</param>
/// <param name="Before">The line before it, which is the same in both.</param>
/// <param name="Logged">What the first log says; null where it ends there.</param>
/// <param name="Other">What the other log says, or what was decided now; null where it ends there, or nothing was decided.</param>
public sealed record LogDifference(long Line, string Before, string? Logged, string? Other);
