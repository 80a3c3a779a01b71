using System.Numerics;

namespace Tangram.Operators.Imaging.Geometry;

/// <summary>Four corners, clockwise from the top left as the text inside is read; in pixels, the page's first pixel spanning 0 to 1.</summary>
internal readonly record struct Quad(Vector2 TopLeft, Vector2 TopRight, Vector2 BottomRight, Vector2 BottomLeft)
{
    /// <summary>The corner at a place from 0 to 3.</summary>
    public Vector2 this[int index] => index switch
    {
        0 => TopLeft,
        1 => TopRight,
        2 => BottomRight,
        3 => BottomLeft,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "a quad has corners 0 to 3"),
    };

    /// <summary>The longer of the top and the bottom side.</summary>
    public float Width => MathF.Max(Vector2.Distance(TopLeft, TopRight), Vector2.Distance(BottomLeft, BottomRight));

    /// <summary>The longer of the left and the right side.</summary>
    public float Height => MathF.Max(Vector2.Distance(TopLeft, BottomLeft), Vector2.Distance(TopRight, BottomRight));

    /// <summary>The mean of the corners.</summary>
    public Vector2 Centre => (TopLeft + TopRight + BottomRight + BottomLeft) / 4;

    /// <summary>The same corners, read upside down.</summary>
    public Quad Turned => new(BottomRight, BottomLeft, TopLeft, TopRight);

    /// <summary>The same corners, read from the right: for a line whose letters lie on their side.</summary>
    public Quad QuarterTurned => new(TopRight, BottomRight, BottomLeft, TopLeft);

    /// <summary>Every corner scaled, then kept within a page of the given size.</summary>
    public Quad ScaledInto(Vector2 scale, Vector2 page) => new(
        Vector2.Clamp(TopLeft * scale, Vector2.Zero, page),
        Vector2.Clamp(TopRight * scale, Vector2.Zero, page),
        Vector2.Clamp(BottomRight * scale, Vector2.Zero, page),
        Vector2.Clamp(BottomLeft * scale, Vector2.Zero, page));
}
