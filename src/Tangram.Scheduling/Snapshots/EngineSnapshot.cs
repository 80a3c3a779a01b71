namespace Tangram.Scheduling.Snapshots;

/// <summary>Everything an engine knows beside its layout and its policies, at one instant.</summary>
/// <remarks>An engine restored from it decides as the first would have.</remarks>
/// <param name="LastItem">Id of the item created last; −1 if there was none.</param>
/// <param name="LastRun">Number of the run started last; −1 if there was none.</param>
/// <param name="Requests">Requests in flight, in order of their numbers.</param>
/// <param name="Segments">By the segment's index.</param>
/// <param name="Tasks">By the task's index.</param>
public sealed record EngineSnapshot(
    long LastItem, long LastRun, IReadOnlyList<RequestSnapshot> Requests, IReadOnlyList<SegmentSnapshot> Segments, IReadOnlyList<TaskSnapshot> Tasks);
