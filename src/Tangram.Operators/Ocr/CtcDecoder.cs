using System.Numerics.Tensors;
using System.Text;

namespace Tangram.Operators.Ocr;

/// <summary>Reads the recogniser's output greedily: the likeliest class of each step, repeats and blanks left out.</summary>
internal static class CtcDecoder
{
    private const int Blank = 0;

    /// <summary>The text of a line.</summary>
    /// <param name="steps">The probabilities of every class, step after step.</param>
    /// <param name="characters">What the classes stand for.</param>
    public static RecognisedText Decode(ReadOnlySpan<float> steps, CharacterSet characters)
    {
        var text = new StringBuilder();
        var (sum, kept, previous) = (0f, 0, Blank);
        for (var start = 0; start < steps.Length; start += characters.Count)
        {
            var step = steps.Slice(start, characters.Count);
            var likeliest = TensorPrimitives.IndexOfMax(step);
            if (likeliest != Blank && likeliest != previous)
            {
                text.Append(characters[likeliest]);
                sum += step[likeliest];
                kept++;
            }

            previous = likeliest;
        }

        return new RecognisedText(text.ToString().Trim(), kept == 0 ? 0 : sum / kept);
    }
}
