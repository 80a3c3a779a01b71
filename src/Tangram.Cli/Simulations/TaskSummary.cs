namespace Tangram.Cli.Simulations;

/// <summary>What one task did.</summary>
/// <param name="Name">The task.</param>
/// <param name="Items">Items that ran.</param>
/// <param name="Dropped">Items given up here.</param>
/// <param name="Accuracy">Mean relative accuracy of the variants that ran them; the plan's where the task is left out.</param>
/// <param name="P50Milliseconds">Median time from being ready to the end of the run; null where none ran.</param>
/// <param name="P99Milliseconds">The time that 1 % of them exceed.</param>
internal sealed record TaskSummary(string Name, long Items, long Dropped, double Accuracy, double? P50Milliseconds, double? P99Milliseconds);
