namespace Tangram.Planning.Baselines;

/// <summary>A way to run a task.</summary>
/// <param name="Configuration">What runs on a segment.</param>
/// <param name="BudgetMilliseconds">What the task takes of the latency objective with it, in ms: waiting, running and operators.</param>
internal readonly record struct Way(Configuration Configuration, double BudgetMilliseconds);
