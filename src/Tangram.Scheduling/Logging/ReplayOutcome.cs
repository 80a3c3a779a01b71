namespace Tangram.Scheduling.Logging;

/// <summary>What came of deciding a log again.</summary>
/// <param name="Events">Events that the engine was told.</param>
/// <param name="Decisions">Decisions that are the same.</param>
/// <param name="Difference">The first that is not; null where all are the same.</param>
public sealed record ReplayOutcome(long Events, long Decisions, LogDifference? Difference);
