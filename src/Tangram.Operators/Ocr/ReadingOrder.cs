using System.Numerics;
using Tangram.Operators.Imaging.Geometry;

namespace Tangram.Operators.Ocr;

/// <summary>Puts lines into the order in which a person reads them: rows from the top, each from the left, as the page lies.</summary>
internal static class ReadingOrder
{
    // Two lines share a row if at least this part of the lower one's height is common to both.
    private const float SharedPart = 0.5f;

    /// <summary>The lines in reading order.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="quadOf">Where a line lies.</param>
    public static List<T> Sort<T>(IReadOnlyCollection<T> lines, Func<T, Quad> quadOf)
    {
        var right = Direction(lines.Select(quadOf));
        var down = new Vector2(-right.Y, right.X);
        var placed = lines
            .Select(line => (Line: line, Quad: quadOf(line)))
            .Select(line => new Placed<T>(line.Line, Vector2.Dot(line.Quad.Centre, right), Vector2.Dot(line.Quad.Centre, down), line.Quad.Height))
            .OrderBy(line => line.Down);
        var rows = new List<List<Placed<T>>>();
        foreach (var line in placed)
        {
            var row = rows.Find(row => row.TrueForAll(other => other.SharesRow(line)));
            if (row is null)
            {
                rows.Add([line]);
            }
            else
            {
                row.Add(line);
            }
        }

        return [.. rows.SelectMany(row => row.OrderBy(line => line.Right)).Select(line => line.Line)];
    }

    /// <summary>Where the lines run, long ones counting more; to the right where they do not agree.</summary>
    private static Vector2 Direction(IEnumerable<Quad> quads)
    {
        var sum = quads.Aggregate(Vector2.Zero, (sum, quad) => sum + (quad.TopRight - quad.TopLeft) + (quad.BottomRight - quad.BottomLeft));
        return sum.Length() > 0 ? Vector2.Normalize(sum) : Vector2.UnitX;
    }

    private readonly record struct Placed<T>(T Line, float Right, float Down, float Height)
    {
        public bool SharesRow(Placed<T> other)
        {
            var shared = ((Height + other.Height) / 2) - MathF.Abs(Down - other.Down);
            return shared >= SharedPart * MathF.Min(Height, other.Height);
        }
    }
}
