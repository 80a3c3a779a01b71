using System.Numerics;
using Tangram.Operators.Imaging.Geometry;

namespace Tangram.Operators.Tests.Imaging.Geometry;

public sealed class HomographyTests
{
    private static readonly Quad Slanted = new(new(10, 10), new(90, 20), new(80, 70), new(15, 60));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(0, 1, 3)]
    public void The_corners_of_the_square_go_to_the_corners_of_the_quad(float u, float v, int corner) =>
        Assert.Equal(0, Vector2.Distance(Slanted[corner], Homography.OntoQuad(Slanted).Map(u, v)), 1e-3f);

    [Fact]
    public void Diagonals_stay_straight()
    {
        var middle = Homography.OntoQuad(Slanted).Map(0.5f, 0.5f);

        foreach (var (a, b) in new[] { (0, 2), (1, 3) })
        {
            var (along, to) = (Slanted[b] - Slanted[a], middle - Slanted[a]);
            Assert.Equal(0, (along.X * to.Y) - (along.Y * to.X), 0.1f);
        }
    }
}
