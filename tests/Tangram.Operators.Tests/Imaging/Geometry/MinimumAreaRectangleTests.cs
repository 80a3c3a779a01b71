using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Tangram.Operators.Imaging.Geometry;

namespace Tangram.Operators.Tests.Imaging.Geometry;

public sealed class MinimumAreaRectangleTests
{
    [Fact]
    public void A_tilted_rectangle_is_found_again()
    {
        var tilted = new RotatedRectangle(new(50, 40), Vector2.Normalize(new(4, 3)), 30, 10);
        Vector2[] corners = [.. Enumerable.Range(0, 4).Select(i => tilted.ToQuad()[i])];

        var found = MinimumAreaRectangle.Around(corners).ToQuad();

        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(0, Vector2.Distance(tilted.ToQuad()[i], found[i]), 1e-3f));
    }

    [Fact]
    public void The_top_side_is_the_one_that_runs_to_the_right()
    {
        var tall = new RotatedRectangle(new(0, 0), Vector2.UnitY, 10, 4).ToQuad();

        Assert.Equal(new Quad(new(-2, -5), new(2, -5), new(2, 5), new(-2, 5)), tall);
    }

    [Fact]
    public void It_holds_every_point_and_is_no_larger_than_the_upright_rectangle() =>
        Prop.ForAll(Points(), places =>
        {
            Vector2[] points = [.. places];
            var rectangle = MinimumAreaRectangle.Around(points);
            var across = new Vector2(-rectangle.Axis.Y, rectangle.Axis.X);
            var upright = (points.Max(p => p.X) - points.Min(p => p.X)) * (points.Max(p => p.Y) - points.Min(p => p.Y));
            return rectangle.Area <= upright + 0.01f && points.All(point =>
                MathF.Abs(Vector2.Dot(point - rectangle.Centre, rectangle.Axis)) <= (rectangle.Width / 2) + 0.01f
                && MathF.Abs(Vector2.Dot(point - rectangle.Centre, across)) <= (rectangle.Height / 2) + 0.01f);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void The_hull_turns_one_way_only() =>
        Prop.ForAll(Points(), places =>
        {
            var hull = ConvexHull.Of(places.ToArray());
            return hull.Count < 3 || Enumerable.Range(0, hull.Count).All(i =>
            {
                var (a, b, c) = (hull[i], hull[(i + 1) % hull.Count], hull[(i + 2) % hull.Count]);
                return ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X)) > 0;
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Arbitrary<List<Vector2>> Points() =>
        Gen.Choose(0, 40).Two().Select(place => new Vector2(place.Item1, place.Item2)).NonEmptyListOf().ToArbitrary();
}
