using Tangram.Core.Catalogs;
using Tangram.Operators;

namespace Tangram.Profiling.Tests.Operators;

/// <summary>The text of a line.</summary>
internal sealed class ReadOperator : ITaskOperator, ICatalogued<ReadOperator, ITaskOperator>
{
    public static string Name => "read";

    public static ITaskOperator Create(Settings settings) => new ReadOperator();

    public void Prepare(object item, ReadOnlySpan<int> shape, Span<float> input) => input.Fill(0.5f);

    public TaskOutcome Interpret(object item, ReadOnlySpan<int> inputShape, ReadOnlySpan<int> outputShape, ReadOnlySpan<float> output) => new(((Line)item).Text, []);
}
