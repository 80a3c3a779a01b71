using System.Numerics;
using System.Numerics.Tensors;
using Tangram.Operators.Imaging.Geometry;

namespace Tangram.Operators.Ocr;

/// <summary>The mean of a map inside a quad.</summary>
internal static class QuadMean
{
    /// <summary>The mean over the pixels whose middle lies in <paramref name="quad"/>, which is convex; 0 if there are none.</summary>
    public static float Of(ReadOnlySpan<float> map, int width, Quad quad)
    {
        var height = map.Length / width;
        var top = MathF.Min(MathF.Min(quad[0].Y, quad[1].Y), MathF.Min(quad[2].Y, quad[3].Y));
        var bottom = MathF.Max(MathF.Max(quad[0].Y, quad[1].Y), MathF.Max(quad[2].Y, quad[3].Y));
        var (sum, count) = (0f, 0);
        for (var y = Pixel(top, height); y < Pixel(bottom, height); y++)
        {
            var (left, right) = Cut(quad, y + 0.5f);
            var (start, end) = (Pixel(left, width), Pixel(right, width));
            if (start < end)
            {
                sum += TensorPrimitives.Sum(map[((y * width) + start)..((y * width) + end)]);
                count += end - start;
            }
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <summary>The first pixel whose middle is not before <paramref name="position"/>.</summary>
    private static int Pixel(float position, int count) => Math.Clamp((int)MathF.Ceiling(position - 0.5f), 0, count);

    private static (float Left, float Right) Cut(Quad quad, float y)
    {
        var (left, right) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var i = 0; i < 4; i++)
        {
            var (a, b) = (quad[i], quad[(i + 1) % 4]);
            if (a.Y <= y != b.Y <= y)
            {
                var x = Vector2.Lerp(a, b, (y - a.Y) / (b.Y - a.Y)).X;
                (left, right) = (MathF.Min(left, x), MathF.Max(right, x));
            }
        }

        return left <= right ? (left, right) : (0, 0);
    }
}
