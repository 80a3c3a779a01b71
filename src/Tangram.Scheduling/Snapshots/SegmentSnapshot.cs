using Tangram.Core.Time;

namespace Tangram.Scheduling.Snapshots;

/// <summary>What a segment does and what waits there.</summary>
/// <param name="Queue">Waiting items, the next to run first.</param>
/// <param name="Processes">Its processes.</param>
/// <param name="WakesAt">The latest instant for which a wake-up was asked.</param>
/// <param name="Slowdown">How its batches run beside what runs.</param>
public sealed record SegmentSnapshot(IReadOnlyList<WorkItem> Queue, IReadOnlyList<ProcessSnapshot> Processes, Instant WakesAt, Slowdown Slowdown);
