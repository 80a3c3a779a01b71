using System.Text.Json.Serialization;

namespace Tangram.Core.Plans;

/// <summary>What a plan decides for one task.</summary>
/// <param name="Name">The task's name.</param>
/// <param name="Variants">The variants chosen, the largest share first: one, two where traffic is split, none where an optional task is left out.</param>
/// <param name="RelativeAccuracy">The choice's accuracy over that of the task's best; the mean by share where traffic is split.</param>
/// <param name="ItemsPerRequest">Items one request brings to the task, on average.</param>
/// <param name="ItemsPerSecond">Items per second at the planned demand.</param>
/// <param name="BudgetMilliseconds">The task's share of the latency objective: waiting, running and operators.</param>
/// <param name="OperatorMilliseconds">The operators' part of the budget.</param>
/// <param name="Utilization">Rate over throughput of the instances' part that is the task's, 0..1; 0 where the task is left out.</param>
/// <param name="QueueingFactor">How many times the budget counts the slowest latency; null in plans written before tasks had factors of their own, which is the plan's.</param>
public sealed record PlannedTask(
    string Name,
    IReadOnlyList<PlannedVariant> Variants,
    double RelativeAccuracy,
    double ItemsPerRequest,
    double ItemsPerSecond,
    double BudgetMilliseconds,
    double OperatorMilliseconds,
    double Utilization,
    double? QueueingFactor = null)
{
    /// <summary>The variant with the largest share; null where the task is left out.</summary>
    [JsonIgnore]
    public string? Variant => Variants.Count == 0 ? null : Variants[0].Name;
}
