using Tangram.Core.Catalogs;
using Tangram.Operators;

namespace Tangram.Profiling.Tests.Operators;

/// <summary>Takes the '#' from a line.</summary>
internal sealed class MendOperator : ITaskOperator, ICatalogued<MendOperator, ITaskOperator>
{
    public static string Name => "mend";

    public static ITaskOperator Create(Settings settings) => new MendOperator();

    public void Prepare(object item, ReadOnlySpan<int> shape, Span<float> input) => input.Fill(0.5f);

    public TaskOutcome Interpret(object item, ReadOnlySpan<int> inputShape, ReadOnlySpan<int> outputShape, ReadOnlySpan<float> output)
    {
        var mended = new Line(((Line)item).Text.Replace("#", string.Empty, StringComparison.Ordinal));
        return new TaskOutcome(mended, [mended]);
    }
}
