using System.Numerics;

namespace Tangram.Operators.Imaging.Geometry;

/// <summary>The smallest convex outline around points (Andrew's monotone chain).</summary>
internal static class ConvexHull
{
    /// <summary>Sorts <paramref name="points"/> and answers the corners of their hull, in order around it.</summary>
    /// <remarks>Points on a side are left out; equal points count once.</remarks>
    public static IReadOnlyList<Vector2> Of(Span<Vector2> points)
    {
        points.Sort(static (a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y.CompareTo(b.Y));
        var hull = new List<Vector2>();
        foreach (var point in points)
        {
            Extend(hull, point, keep: 0);
        }

        var keep = hull.Count;
        for (var i = points.Length - 2; i >= 0; i--)
        {
            Extend(hull, points[i], keep - 1);
        }

        if (hull.Count > 1 && hull[^1] == hull[0])
        {
            hull.RemoveAt(hull.Count - 1);
        }

        return hull;
    }

    private static void Extend(List<Vector2> hull, Vector2 point, int keep)
    {
        while (hull.Count >= keep + 2 && Turn(hull[^2], hull[^1], point) <= 0)
        {
            hull.RemoveAt(hull.Count - 1);
        }

        if (hull.Count == 0 || hull[^1] != point)
        {
            hull.Add(point);
        }
    }

    private static double Turn(Vector2 from, Vector2 via, Vector2 to) =>
        (((double)via.X - from.X) * ((double)to.Y - from.Y)) - (((double)via.Y - from.Y) * ((double)to.X - from.X));
}
