using Tangram.Core.Catalogs;
using Tangram.Operators;

namespace Tangram.Profiling.Tests.Operators;

/// <summary>An item is a number and fills its input; its value is the output as it came.</summary>
internal sealed class NumbersOperator : ITaskOperator, ICatalogued<NumbersOperator, ITaskOperator>
{
    public static string Name => "numbers";

    public static ITaskOperator Create(Settings settings) => new NumbersOperator();

    public void Prepare(object item, ReadOnlySpan<int> shape, Span<float> input) => input.Fill((int)item);

    public TaskOutcome Interpret(object item, ReadOnlySpan<int> inputShape, ReadOnlySpan<int> outputShape, ReadOnlySpan<float> output) =>
        new((Item: (int)item, Input: string.Join('x', inputShape.ToArray()), Shape: string.Join('x', outputShape.ToArray()), Output: string.Join(' ', output.ToArray())), []);
}
