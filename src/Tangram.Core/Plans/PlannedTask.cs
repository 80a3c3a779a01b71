namespace Tangram.Core.Plans;

/// <summary>What a plan decides for one task.</summary>
/// <param name="Name">The task's name.</param>
/// <param name="Variant">The variant chosen; null where an optional task is left out.</param>
/// <param name="RelativeAccuracy">The choice's accuracy over that of the task's best.</param>
/// <param name="ItemsPerRequest">Items one request brings to the task, on average.</param>
/// <param name="ItemsPerSecond">Items per second at the planned demand.</param>
/// <param name="BudgetMilliseconds">The task's share of the latency objective: waiting, running and operators.</param>
/// <param name="OperatorMilliseconds">The operators' part of the budget.</param>
/// <param name="Utilization">Rate over throughput of its instances, 0..1; 0 where the task is left out.</param>
public sealed record PlannedTask(
    string Name,
    string? Variant,
    double RelativeAccuracy,
    double ItemsPerRequest,
    double ItemsPerSecond,
    double BudgetMilliseconds,
    double OperatorMilliseconds,
    double Utilization);
