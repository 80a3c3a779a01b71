using System.Numerics;
using Tangram.Operators.Ocr;

namespace Tangram.Operators.Tests.Ocr;

public sealed class TextBoxesTests
{
    private static readonly TextBoxes Boxes = new(Threshold: 0.3f, BoxThreshold: 0.6f, Unclip: 1.5f, MinSide: 3, MaxBoxes: 2);

    [Fact]
    public void A_box_grows_by_its_area_over_its_perimeter()
    {
        var (quad, score) = Assert.Single(Boxes.Find(Map((20, 20, 40, 10, 0.8f)), 100));

        // 40 × 10 × 1.5 / 100 = 6 on every side.
        Assert.Equal(0, Vector2.Distance(new(14, 14), quad.TopLeft), 1e-3f);
        Assert.Equal(0, Vector2.Distance(new(66, 36), quad.BottomRight), 1e-3f);
        Assert.Equal(0.8f, score, 1e-4f);
    }

    [Theory]
    [InlineData(30, 2, 0.9f)]
    [InlineData(2, 30, 0.9f)]
    [InlineData(30, 10, 0.5f)]
    [InlineData(30, 10, 0.2f)]
    public void Thin_and_unsure_boxes_are_dropped(int width, int height, float value) =>
        Assert.Empty(Boxes.Find(Map((20, 20, width, height, value)), 100));

    [Fact]
    public void The_surest_are_kept_where_there_are_too_many()
    {
        var found = Boxes.Find(Map((5, 5, 20, 9, 0.7f), (5, 30, 20, 9, 0.9f), (5, 60, 20, 9, 0.8f)), 100);

        Assert.Equal([0.9f, 0.8f], found.Select(box => MathF.Round(box.Score, 2)));
    }

    private static float[] Map(params (int X, int Y, int Width, int Height, float Value)[] boxes)
    {
        var map = new float[100 * 100];
        foreach (var (x, y, width, height, value) in boxes)
        {
            for (var row = y; row < y + height; row++)
            {
                map.AsSpan((row * 100) + x, width).Fill(value);
            }
        }

        return map;
    }
}
