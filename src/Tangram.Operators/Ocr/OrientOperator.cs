using Tangram.Core.Catalogs;
using Tangram.Operators.Imaging;

namespace Tangram.Operators.Ocr;

/// <summary>Turns lines that stand upside down, with the PP-OCR classifier: input [3, 48, 192], output the probabilities of 0° and 180°.</summary>
internal sealed class OrientOperator(float threshold) : ITaskOperator, ICatalogued<OrientOperator, ITaskOperator>
{
    /// <inheritdoc/>
    public static string Name => "ocr-orient";

    /// <inheritdoc/>
    public static ITaskOperator Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new OrientOperator((float)settings.Number("threshold", fallback: 0.9, min: 0, max: 1));
    }

    /// <inheritdoc/>
    public void Prepare(object item, ReadOnlySpan<int> shape, Span<float> input)
    {
        var line = Items.As<LineItem>(item, Name);
        PerspectiveCrop.Write(line.Page, line.Quad, shape[2], shape[1], input);
    }

    /// <inheritdoc/>
    public TaskOutcome Interpret(object item, ReadOnlySpan<int> inputShape, ReadOnlySpan<int> outputShape, ReadOnlySpan<float> output)
    {
        var line = Items.As<LineItem>(item, Name);
        var upright = output[1] > threshold ? line with { Quad = line.Quad.Turned } : line;
        return new TaskOutcome(upright, [upright]);
    }
}
