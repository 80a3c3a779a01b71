namespace Tangram.Operators.Imaging;

/// <summary>How a model wants its input: planes in the order blue, green, red, each value (x/255 − mean) / deviation.</summary>
/// <remarks>The PP-OCR models were trained on what OpenCV reads, hence the order.</remarks>
internal sealed class Normalisation
{
    private readonly float[] _scale;
    private readonly float[] _shift;

    private Normalisation(float[] means, float[] deviations)
    {
        _scale = [.. deviations.Select(deviation => 1 / (byte.MaxValue * deviation))];
        _shift = [.. means.Zip(deviations, (mean, deviation) => -mean / deviation)];
    }

    /// <summary>For the detector.</summary>
    public static Normalisation Detector { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>For the recogniser and the direction classifier: −1 to 1.</summary>
    public static Normalisation Line { get; } = new([0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f]);

    /// <summary>The input value of a sample from 0 to 255.</summary>
    /// <param name="plane">0, 1 or 2: the place among the model's planes.</param>
    /// <param name="sample">The sample.</param>
    public float Apply(int plane, float sample) => (sample * _scale[plane]) + _shift[plane];

    /// <summary>Writes interleaved red, green and blue samples as a piece of each of the three planes.</summary>
    /// <param name="rgb">The samples, from 0 to 255, three per pixel.</param>
    /// <param name="input">The model's input.</param>
    /// <param name="offset">Where the pixels go within each plane.</param>
    public void Write(ReadOnlySpan<float> rgb, Span<float> input, int offset)
    {
        var (planeLength, count) = (input.Length / 3, rgb.Length / 3);
        for (var plane = 0; plane < 3; plane++)
        {
            var target = input.Slice((plane * planeLength) + offset, count);
            var (scale, shift) = (_scale[plane], _shift[plane]);
            for (var (x, i) = (0, 2 - plane); x < target.Length; x++, i += 3)
            {
                target[x] = (rgb[i] * scale) + shift;
            }
        }
    }
}
