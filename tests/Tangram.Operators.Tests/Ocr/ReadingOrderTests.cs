using System.Numerics;
using Tangram.Operators.Imaging.Geometry;
using Tangram.Operators.Ocr;

namespace Tangram.Operators.Tests.Ocr;

public sealed class ReadingOrderTests
{
    private static readonly RotatedRectangle[] Rows =
    [
        new(new(200, 100), Vector2.UnitX, 300, 30),
        new(new(100, 150), Vector2.UnitX, 100, 24),
        new(new(300, 153), Vector2.UnitX, 80, 30),
        new(new(500, 148), Vector2.UnitX, 60, 24),
        new(new(100, 200), Vector2.UnitX, 100, 24),
        new(new(300, 201), Vector2.UnitX, 80, 24),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(-20)]
    [InlineData(40)]
    public void Rows_go_from_the_top_and_each_from_the_left_as_the_page_lies(int degrees)
    {
        var turn = Matrix3x2.CreateRotation(degrees * MathF.PI / 180, new(300, 150));
        Quad[] turned = [.. Rows.Select(row => row with { Centre = Vector2.Transform(row.Centre, turn), Axis = Vector2.TransformNormal(row.Axis, turn) }).Select(row => row.ToQuad())];
        Quad[] shuffled = [turned[3], turned[5], turned[0], turned[4], turned[2], turned[1]];

        Assert.Equal(turned, ReadingOrder.Sort(shuffled, quad => quad));
    }

    [Fact]
    public void A_page_upside_down_is_read_from_its_own_top()
    {
        Quad[] turned = [.. Rows.Select(row => row.ToQuad().Turned)];

        Assert.Equal(turned[0], ReadingOrder.Sort(turned, quad => quad)[^1]);
        Assert.Equal(turned[5], ReadingOrder.Sort(turned, quad => quad)[0]);
    }

    [Fact]
    public void Nothing_stays_nothing() => Assert.Empty(ReadingOrder.Sort(Array.Empty<Quad>(), quad => quad));
}
