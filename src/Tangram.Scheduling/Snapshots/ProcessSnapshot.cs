using Tangram.Core.Time;

namespace Tangram.Scheduling.Snapshots;

/// <summary>What a process does.</summary>
/// <param name="IsAlive">Whether it can run batches.</param>
/// <param name="Run">Number of its latest run; −1 if there was none.</param>
/// <param name="ExpectedEnd">When that run is expected to end.</param>
/// <param name="Running">The run's items; empty while it is idle.</param>
public sealed record ProcessSnapshot(bool IsAlive, long Run, Instant ExpectedEnd, IReadOnlyList<WorkItem> Running);
