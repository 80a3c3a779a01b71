using Tangram.Core.Catalogs;
using Tangram.Operators.Imaging;

namespace Tangram.Operators.Ocr;

/// <summary>Reads a line with a PP-OCR recogniser: input [3, 48, W], output the probabilities of every character at each step [T, classes].</summary>
internal sealed class RecogniseOperator(CharacterSet characters) : ITaskOperator, ICatalogued<RecogniseOperator, ITaskOperator>
{
    /// <inheritdoc/>
    public static string Name => "ocr-recognise";

    /// <inheritdoc/>
    public static ITaskOperator Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new RecogniseOperator(CharacterSet.Load(settings.Text("keys")));
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
        if (outputShape[^1] != characters.Count)
        {
            throw new InvalidOperationException(
                $"{Name}: the model tells {outputShape[^1]} classes apart, but the key list makes {characters.Count}: they do not belong together");
        }

        return new TaskOutcome(CtcDecoder.Decode(output, characters), []);
    }
}
