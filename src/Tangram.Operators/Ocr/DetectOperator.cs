using System.Numerics;
using Tangram.Core.Catalogs;
using Tangram.Operators.Imaging;

namespace Tangram.Operators.Ocr;

/// <summary>Finds the lines of a page with a PP-OCR detector: input [3, H, W], output a map of probabilities [1, H, W].</summary>
internal sealed class DetectOperator(TextBoxes boxes) : ITaskOperator, ICatalogued<DetectOperator, ITaskOperator>
{
    /// <inheritdoc/>
    public static string Name => "ocr-detect";

    /// <inheritdoc/>
    public static ITaskOperator Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new DetectOperator(new TextBoxes(
            Threshold: (float)settings.Number("threshold", fallback: 0.3, min: 0, max: 1),
            BoxThreshold: (float)settings.Number("box-threshold", fallback: 0.6, min: 0, max: 1),
            Unclip: (float)settings.Number("unclip", fallback: 1.5, min: 0, max: 10),
            MinSide: (float)settings.Number("min-side", fallback: 3, min: 0, max: 1000),
            MaxBoxes: settings.Count("max-boxes", fallback: 1000, min: 1)));
    }

    /// <inheritdoc/>
    public void Prepare(object item, ReadOnlySpan<int> shape, Span<float> input)
    {
        var page = Items.As<RgbImage>(item, Name);
        PageResize.Write(page, PageFit.Of(page, shape[2], shape[1]), shape[2], Normalisation.Detector, input);
    }

    /// <inheritdoc/>
    public TaskOutcome Interpret(object item, ReadOnlySpan<int> inputShape, ReadOnlySpan<int> outputShape, ReadOnlySpan<float> output)
    {
        var page = Items.As<RgbImage>(item, Name);
        var toInput = new Vector2((float)inputShape[2] / outputShape[^1], (float)inputShape[1] / outputShape[^2]);
        var scale = toInput * PageFit.Of(page, inputShape[2], inputShape[1]).ToPage(page);
        var size = new Vector2(page.Width, page.Height);
        var found = boxes.Find(output, outputShape[^1]);
        var lines = ReadingOrder.Sort([.. found.Select(box => new LineItem(page, box.Quad.ScaledInto(scale, size), box.Score))], line => line.Quad);
        return new TaskOutcome(lines, lines);
    }
}
