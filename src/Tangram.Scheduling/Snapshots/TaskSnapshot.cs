namespace Tangram.Scheduling.Snapshots;

/// <summary>What waits at a task, and how its items were divided so far.</summary>
/// <param name="Held">Items that wait for a segment to ask for them, the next first.</param>
/// <param name="Turns">Items that were dispatched so far to segments of any variant, and to those of each share alone.</param>
/// <param name="Credits">What each variant is owed, in parts of an item, by the place of its share.</param>
public sealed record TaskSnapshot(IReadOnlyList<WorkItem> Held, IReadOnlyList<long> Turns, IReadOnlyList<long> Credits);
