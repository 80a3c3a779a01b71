namespace Tangram.Planning.Verifying;

/// <summary>How a task would do under a plan.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="LatencyRatio">p99 of the time items spend in the task, waiting and running, over the slowest p95 latency of its instances: the queueing factor that would have been right; above 0.</param>
/// <param name="ViolationShare">Share of the application's requests that miss the objective which miss it through this task, 0..1.</param>
public sealed record TaskVerdict(string Task, double LatencyRatio, double ViolationShare);
