using Tangram.Operators;

namespace Tangram.Twin.Tests;

/// <summary>Makes of every item the same number of items for each of the tasks that follow.</summary>
internal sealed class FanOutOperator(int items) : ITaskOperator
{
    public void Prepare(object item, ReadOnlySpan<int> shape, Span<float> input) => input.Clear();

    public TaskOutcome Interpret(object item, ReadOnlySpan<int> inputShape, ReadOnlySpan<int> outputShape, ReadOnlySpan<float> output) =>
        new(item, [.. Enumerable.Range(0, items).Cast<object>()]);
}
