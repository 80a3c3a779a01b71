namespace Tangram.Planning.Explaining;

/// <summary>What an application's plan leaves of its objectives.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="LatencySlackMilliseconds">Latency objective less the longest path's budgets, in ms.</param>
/// <param name="LatencySlack">The same over the objective, 0..1.</param>
/// <param name="AccuracySlack">Accuracy reached less its objective, 0..1.</param>
/// <param name="BusiestTask">The task with the highest utilisation; null where none runs.</param>
/// <param name="Utilization">That utilisation, 0..1.</param>
public sealed record ApplicationSlack(string Application, double LatencySlackMilliseconds, double LatencySlack, double AccuracySlack, string? BusiestTask, double Utilization);
