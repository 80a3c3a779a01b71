namespace Tangram.Planning.Exact;

/// <summary>What a search found.</summary>
/// <param name="Options">The option of each task, in the model's order.</param>
/// <param name="Slices">Compute slices of all.</param>
/// <param name="Accuracy">Product of the relative accuracies.</param>
/// <param name="LatencyMilliseconds">The longest path's budgets, with entry and answer.</param>
internal sealed record Solution(IReadOnlyList<Option> Options, int Slices, double Accuracy, double LatencyMilliseconds);
