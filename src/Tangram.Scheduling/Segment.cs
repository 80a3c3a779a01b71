namespace Tangram.Scheduling;

/// <summary>A placed segment as the scheduler sees it.</summary>
/// <param name="Index">Its place in <see cref="Layout.Segments"/>.</param>
/// <param name="Id">The plan's id of the instance.</param>
/// <param name="Task">Index of the task it serves.</param>
/// <param name="Slices">Compute slices it has.</param>
/// <param name="Processes">Worker processes that share it; each runs one batch at a time.</param>
/// <param name="MaxBatch">Most items in one batch.</param>
/// <param name="Latency">How long a batch runs.</param>
public sealed record Segment(int Index, string Id, int Task, int Slices, int Processes, int MaxBatch, BatchLatency Latency);
