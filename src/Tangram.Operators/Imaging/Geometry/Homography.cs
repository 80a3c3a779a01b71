using System.Numerics;

namespace Tangram.Operators.Imaging.Geometry;

/// <summary>The perspective map from the unit square to a quad (Heckbert, Fundamentals of Texture Mapping, 1989, section 2.2.3).</summary>
internal readonly struct Homography
{
    private readonly float _a, _b, _c, _d, _e, _f, _g, _h;

    private Homography(Quad quad)
    {
        var (p0, p1, p2, p3) = (quad.TopLeft, quad.TopRight, quad.BottomRight, quad.BottomLeft);
        var (right, below) = (p1 - p2, p3 - p2);
        var skew = p0 - p1 + p2 - p3;
        var determinant = Cross(right, below);
        if (determinant != 0)
        {
            (_g, _h) = (Cross(skew, below) / determinant, Cross(right, skew) / determinant);
        }

        (_a, _b, _c) = (p1.X - p0.X + (_g * p1.X), p3.X - p0.X + (_h * p3.X), p0.X);
        (_d, _e, _f) = (p1.Y - p0.Y + (_g * p1.Y), p3.Y - p0.Y + (_h * p3.Y), p0.Y);
    }

    /// <summary>The map under which the square's corners become those of <paramref name="quad"/>.</summary>
    public static Homography OntoQuad(Quad quad) => new(quad);

    /// <summary>Where the point <paramref name="u"/> to the right and <paramref name="v"/> down the square goes.</summary>
    public Vector2 Map(float u, float v)
    {
        var scale = 1 / ((_g * u) + (_h * v) + 1);
        return new Vector2((_a * u) + (_b * v) + _c, (_d * u) + (_e * v) + _f) * scale;
    }

    private static float Cross(Vector2 a, Vector2 b) => (a.X * b.Y) - (a.Y * b.X);
}
