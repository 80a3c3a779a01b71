using System.Buffers;
using System.Numerics.Tensors;

namespace Tangram.Operators.Imaging;

/// <summary>Shrinks a page into the top left of a model's input and fills the rest.</summary>
internal static class PageResize
{
    /// <summary>Writes all of <paramref name="input"/>.</summary>
    /// <param name="page">The page.</param>
    /// <param name="fit">The size that it gets.</param>
    /// <param name="inputWidth">Columns of the input.</param>
    /// <param name="normalisation">What the model wants.</param>
    /// <param name="input">Three planes.</param>
    public static void Write(RgbImage page, PageFit fit, int inputWidth, Normalisation normalisation, Span<float> input)
    {
        input.Clear();
        var (columns, rows) = (new AreaWeights(page.Width, fit.Width), new AreaWeights(page.Height, fit.Height));
        var buffer = ArrayPool<float>.Shared.Rent(fit.Width * 6);
        var sum = buffer.AsSpan(0, fit.Width * 3);
        var narrowed = buffer.AsSpan(fit.Width * 3, fit.Width * 3);
        var narrowedRow = -1;
        for (var y = 0; y < rows.Count; y++)
        {
            sum.Clear();
            var weights = rows.Of(y);
            for (var k = 0; k < weights.Length; k++)
            {
                // Neighbouring target rows share a source row where the edge between them cuts it.
                if (narrowedRow != rows.First(y) + k)
                {
                    narrowedRow = rows.First(y) + k;
                    Narrow(page.Row(narrowedRow), columns, narrowed);
                }

                TensorPrimitives.MultiplyAdd(narrowed, weights[k], sum, sum);
            }

            normalisation.Write(sum, input, y * inputWidth);
        }

        ArrayPool<float>.Shared.Return(buffer);
    }

    private static void Narrow(ReadOnlySpan<byte> row, AreaWeights columns, Span<float> narrowed)
    {
        if (narrowed.Length == row.Length)
        {
            TensorPrimitives.ConvertTruncating(row, narrowed);
            return;
        }

        for (var x = 0; x < columns.Count; x++)
        {
            var (red, green, blue) = (0f, 0f, 0f);
            var i = columns.First(x) * 3;
            foreach (var weight in columns.Of(x))
            {
                red += row[i] * weight;
                green += row[i + 1] * weight;
                blue += row[i + 2] * weight;
                i += 3;
            }

            (narrowed[x * 3], narrowed[(x * 3) + 1], narrowed[(x * 3) + 2]) = (red, green, blue);
        }
    }
}
