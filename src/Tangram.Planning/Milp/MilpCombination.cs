namespace Tangram.Planning.Milp;

/// <summary>One choice for every task of an application, and what follows from it.</summary>
/// <param name="Choices">By task, the choice's place in the task's list.</param>
/// <param name="Items">By task, items one request brings on average.</param>
/// <param name="Accuracy">Product of the relative accuracies, 0..1.</param>
internal sealed record MilpCombination(IReadOnlyList<int> Choices, IReadOnlyList<double> Items, double Accuracy);
