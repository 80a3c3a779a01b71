using System.Numerics;

namespace Tangram.Operators.Imaging.Geometry;

/// <summary>A rectangle at any angle.</summary>
/// <param name="Centre">Its middle.</param>
/// <param name="Axis">The unit vector along its width.</param>
/// <param name="Width">The side along <paramref name="Axis"/>.</param>
/// <param name="Height">The side across it.</param>
internal readonly record struct RotatedRectangle(Vector2 Centre, Vector2 Axis, float Width, float Height)
{
    /// <summary>The product of the sides.</summary>
    public float Area => Width * Height;

    /// <summary>The sum of all four sides.</summary>
    public float Perimeter => 2 * (Width + Height);

    /// <summary>The shorter side.</summary>
    public float ShortSide => MathF.Min(Width, Height);

    /// <summary>The rectangle with every side moved outwards.</summary>
    public RotatedRectangle Grown(float distance) => this with { Width = Width + (2 * distance), Height = Height + (2 * distance) };

    /// <summary>Its corners, the top side being the one that runs most nearly to the right.</summary>
    public Quad ToQuad()
    {
        var axis = MathF.Abs(Axis.X) >= MathF.Abs(Axis.Y) ? this : new RotatedRectangle(Centre, Across(Axis), Height, Width);
        var right = axis.Axis.X < 0 ? -axis.Axis : axis.Axis;
        var (alongHalf, acrossHalf) = (right * (axis.Width / 2), Across(right) * (axis.Height / 2));
        return new Quad(
            Centre - alongHalf - acrossHalf, Centre + alongHalf - acrossHalf, Centre + alongHalf + acrossHalf, Centre - alongHalf + acrossHalf);
    }

    private static Vector2 Across(Vector2 axis) => new(-axis.Y, axis.X);
}
