using System.Numerics.Tensors;

namespace Tangram.Operators.Imaging.Png;

/// <summary>Undoes the filters that make rows compress better (PNG specification, 9).</summary>
internal static class PngFilter
{
    /// <summary>Restores <paramref name="row"/> in place.</summary>
    /// <param name="filter">The row's filter byte.</param>
    /// <param name="row">The filtered bytes.</param>
    /// <param name="above">The restored row above; zeros above the first. As long as <paramref name="row"/>.</param>
    /// <param name="stride">Bytes from a sample to the same one of the pixel to the left.</param>
    /// <returns>Whether the filter exists.</returns>
    public static bool Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int stride)
    {
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                UndoSub(row, stride);
                return true;
            case 2:
                TensorPrimitives.Add(row, above, row);
                return true;
            case 3:
                UndoAverage(row, above, stride);
                return true;
            case 4:
                UndoPaeth(row, above, stride);
                return true;
            default:
                return false;
        }
    }

    private static void UndoSub(Span<byte> row, int stride)
    {
        for (var i = stride; i < row.Length; i++)
        {
            row[i] = unchecked((byte)(row[i] + row[i - stride]));
        }
    }

    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int stride)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var left = i < stride ? 0 : row[i - stride];
            row[i] = unchecked((byte)(row[i] + ((left + above[i]) >> 1)));
        }
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int stride)
    {
        above = above[..row.Length];
        var first = Math.Min(stride, row.Length);
        TensorPrimitives.Add(row[..first], above[..first], row[..first]);
        for (var i = stride; i < row.Length; i++)
        {
            row[i] = unchecked((byte)(row[i] + Paeth(row[i - stride], above[i], above[i - stride])));
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        unchecked
        {
            var toLeft = Distance(above - corner);
            var toAbove = Distance(left - corner);
            var toCorner = Distance(left + above - corner - corner);
            var nearer = toAbove < toLeft ? above : left;
            return toCorner < Math.Min(toLeft, toAbove) ? corner : nearer;
        }
    }

    // Math.Abs would test for int.MinValue at every byte.
    private static int Distance(int difference) => unchecked((difference ^ (difference >> 31)) - (difference >> 31));
}
