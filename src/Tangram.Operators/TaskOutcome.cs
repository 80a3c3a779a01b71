namespace Tangram.Operators;

/// <summary>What came of one item at one task.</summary>
/// <param name="Value">The task's own result, such as the boxes found or the text read.</param>
/// <param name="Items">The items that each child task receives; their number is the fan-out. Empty at a leaf.</param>
public sealed record TaskOutcome(object Value, IReadOnlyList<object> Items);
