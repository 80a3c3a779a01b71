namespace Tangram.Scheduling;

/// <summary>What waits at a task, and how its items were divided so far.</summary>
/// <param name="Turn">Items dispatched so far.</param>
/// <param name="Held">Items that wait for a segment to ask for them, the next first.</param>
/// <param name="Credits">What each variant is owed, in items, by the place of its share.</param>
public sealed record TaskSnapshot(long Turn, IReadOnlyList<WorkItem> Held, IReadOnlyList<double> Credits);
