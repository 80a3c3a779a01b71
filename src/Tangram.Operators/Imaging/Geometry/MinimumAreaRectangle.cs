using System.Numerics;

namespace Tangram.Operators.Imaging.Geometry;

/// <summary>The smallest rectangle at any angle around points.</summary>
/// <remarks>It has a side in common with the convex hull (Freeman and Shapira 1975), so each side of the hull is tried.</remarks>
internal static class MinimumAreaRectangle
{
    /// <summary>The rectangle around <paramref name="points"/>, which are sorted on the way; at least one.</summary>
    public static RotatedRectangle Around(Span<Vector2> points)
    {
        if (points.IsEmpty)
        {
            throw new ArgumentException("there is no rectangle around no points", nameof(points));
        }

        var hull = ConvexHull.Of(points);
        var best = Along(hull, Vector2.UnitX);
        for (var i = 0; i < hull.Count; i++)
        {
            var side = hull[(i + 1) % hull.Count] - hull[i];
            if (side == Vector2.Zero)
            {
                continue;
            }

            var candidate = Along(hull, Vector2.Normalize(side));
            if (candidate.Area < best.Area)
            {
                best = candidate;
            }
        }

        return best;
    }

    private static RotatedRectangle Along(IReadOnlyList<Vector2> hull, Vector2 axis)
    {
        var across = new Vector2(-axis.Y, axis.X);
        var (least, most) = (new Vector2(float.PositiveInfinity), new Vector2(float.NegativeInfinity));
        for (var i = 0; i < hull.Count; i++)
        {
            var projected = new Vector2(Vector2.Dot(hull[i], axis), Vector2.Dot(hull[i], across));
            (least, most) = (Vector2.Min(least, projected), Vector2.Max(most, projected));
        }

        var (middle, size) = ((least + most) / 2, most - least);
        return new RotatedRectangle((axis * middle.X) + (across * middle.Y), axis, size.X, size.Y);
    }
}
