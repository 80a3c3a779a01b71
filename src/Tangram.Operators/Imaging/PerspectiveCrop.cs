using System.Buffers;
using System.Numerics;
using Tangram.Operators.Imaging.Geometry;

namespace Tangram.Operators.Imaging;

/// <summary>Cuts a quad out of a page, straightens it and writes it into a model's input.</summary>
internal static class PerspectiveCrop
{
    // Beyond this a line is so large that skipping some of its pixels no longer shows.
    private const int MostSamplesPerSide = 4;

    /// <summary>Writes all of <paramref name="input"/>: the line at the left, nought after normalisation at its right.</summary>
    /// <param name="page">The page.</param>
    /// <param name="quad">The line's corners.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="height">Rows of the input.</param>
    /// <param name="input">Three planes.</param>
    /// <remarks>A line wider than the input is squeezed. One that stands on its end is laid on its side first, as PaddleOCR does.</remarks>
    public static void Write(RgbImage page, Quad quad, int width, int height, Span<float> input)
    {
        if (quad.Height >= 1.5f * quad.Width)
        {
            quad = quad.QuarterTurned;
        }

        input.Clear();
        var columns = Columns(quad, width, height);
        var map = Homography.OntoQuad(quad);
        var samples = (X: SamplesFor(quad.Width / columns), Y: SamplesFor(quad.Height / height));
        var buffer = ArrayPool<float>.Shared.Rent(columns * 3);
        var row = buffer.AsSpan(0, columns * 3);
        for (var y = 0; y < height; y++)
        {
            row.Clear();
            for (var k = 0; k < samples.Y; k++)
            {
                AddRow(page, map, (y + ((k + 0.5f) / samples.Y)) / height, samples, row);
            }

            Normalisation.Line.Write(row, input, y * width);
        }

        ArrayPool<float>.Shared.Return(buffer);
    }

    private static int Columns(Quad quad, int width, int height)
    {
        var natural = MathF.Ceiling(height * quad.Width / MathF.Max(quad.Height, 1));
        return (int)Math.Clamp(natural, 1, width);
    }

    private static int SamplesFor(float pagePixelsPerPixel) => Math.Clamp((int)MathF.Ceiling(pagePixelsPerPixel), 1, MostSamplesPerSide);

    private static void AddRow(RgbImage page, Homography map, float v, (int X, int Y) samples, Span<float> row)
    {
        var weight = 1f / (samples.X * samples.Y);
        var step = 3f / (row.Length * samples.X);
        var u = step / 2;
        for (var i = 0; i < row.Length; i += 3)
        {
            var sum = Vector3.Zero;
            for (var k = 0; k < samples.X; k++)
            {
                sum += Sample(page, map.Map(u, v));
                u += step;
            }

            sum *= weight;
            (row[i], row[i + 1], row[i + 2]) = (row[i] + sum.X, row[i + 1] + sum.Y, row[i + 2] + sum.Z);
        }
    }

    /// <summary>The colour at a point between pixels; the page's edge goes on beyond it.</summary>
    private static Vector3 Sample(RgbImage page, Vector2 point)
    {
        var last = new Vector2(page.Width - 1, page.Height - 1);

        // A quad cut off at the page's edge may bend so far that a point has no place; MaxNumber puts it at the edge.
        point = Vector2.Min(Vector2.MaxNumber(point - new Vector2(0.5f), Vector2.Zero), last);
        var (x, y) = ((int)point.X, (int)point.Y);
        var (alongX, alongY) = (point.X - x, point.Y - y);
        var right = x + 1 < page.Width ? 3 : 0;
        var upper = page.Row(y)[(x * 3)..];
        var lower = page.Row(Math.Min(y + 1, page.Height - 1))[(x * 3)..];
        var top = Vector3.Lerp(Colour(upper), Colour(upper[right..]), alongX);
        var bottom = Vector3.Lerp(Colour(lower), Colour(lower[right..]), alongX);
        return Vector3.Lerp(top, bottom, alongY);
    }

    private static Vector3 Colour(ReadOnlySpan<byte> pixel) => new(pixel[0], pixel[1], pixel[2]);
}
