namespace Tangram.Core.Plans;

/// <summary>What a plan promises one application.</summary>
/// <param name="Name">The application's name.</param>
/// <param name="Demand">Requests per second the plan is made for.</param>
/// <param name="LatencyObjectiveMilliseconds">The application's latency objective.</param>
/// <param name="AccuracyObjective">The application's accuracy objective, relative to its best variants.</param>
/// <param name="LatencyMilliseconds">The longest path's budgets together; at most the objective.</param>
/// <param name="Accuracy">Product of the relative accuracies of the chosen variants; at least the objective.</param>
/// <param name="Tasks">The decision for each task, parents before children.</param>
public sealed record PlannedApplication(
    string Name,
    double Demand,
    double LatencyObjectiveMilliseconds,
    double AccuracyObjective,
    double LatencyMilliseconds,
    double Accuracy,
    IReadOnlyList<PlannedTask> Tasks);
