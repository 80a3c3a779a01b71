using Tangram.Core.Catalogs;
using Tangram.Operators;

namespace Tangram.Profiling.Tests.Operators;

/// <summary>Hands on a text's lines; with a narrow input, all but the last.</summary>
internal sealed class SplitOperator : ITaskOperator, ICatalogued<SplitOperator, ITaskOperator>
{
    public static string Name => "split";

    public static ITaskOperator Create(Settings settings) => new SplitOperator();

    public void Prepare(object item, ReadOnlySpan<int> shape, Span<float> input) => input.Fill(0.5f);

    public TaskOutcome Interpret(object item, ReadOnlySpan<int> inputShape, ReadOnlySpan<int> outputShape, ReadOnlySpan<float> output)
    {
        var lines = ((string)item).Split('\n');
        return new TaskOutcome(lines, [.. (inputShape[2] < 192 ? lines[..^1] : lines).Select(l => new Line(l))]);
    }
}
