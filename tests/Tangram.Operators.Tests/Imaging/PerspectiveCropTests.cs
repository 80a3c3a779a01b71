using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Tangram.Operators.Imaging;
using Tangram.Operators.Imaging.Geometry;

namespace Tangram.Operators.Tests.Imaging;

public sealed class PerspectiveCropTests
{
    [Fact]
    public void An_upright_quad_is_cut_out_pixel_by_pixel()
    {
        var page = Pictures.Draw(8, 8, (x, y) => ((x * 20) + y, 0, 0));
        var input = new float[3 * 2 * 6];

        PerspectiveCrop.Write(page, Upright(3, 2, 3, 2), width: 6, height: 2, input);

        float[] red = [.. input[24..].Select(value => MathF.Round((value + 1) * 127.5f))];
        Assert.Equal([62, 82, 102, 128, 128, 128, 63, 83, 103, 128, 128, 128], red);
    }

    [Fact]
    public void A_turned_quad_is_read_upside_down()
    {
        var page = Pictures.Draw(8, 8, (x, y) => ((x * 20) + y, 0, 0));
        var input = new float[3 * 2 * 3];

        PerspectiveCrop.Write(page, Upright(3, 2, 3, 2).Turned, width: 3, height: 2, input);

        Assert.Equal([103, 83, 63, 102, 82, 62], input[12..].Select(value => MathF.Round((value + 1) * 127.5f)));
    }

    [Fact]
    public void A_quad_on_its_end_is_laid_on_its_side()
    {
        // Letters on their side: the line runs downwards, its top is at the right.
        var page = Pictures.Draw(4, 6, (x, y) => ((y * 20) + (3 - x), 0, 0));
        var input = new float[3 * 2 * 6];

        PerspectiveCrop.Write(page, Upright(2, 0, 2, 6), width: 6, height: 2, input);

        Assert.Equal([0, 20, 40, 60, 80, 100, 1, 21, 41, 61, 81, 101], input[24..].Select(value => MathF.Round((value + 1) * 127.5f)));
    }

    [Fact]
    public void Wide_lines_are_squeezed_and_fine_stripes_turn_grey_instead_of_vanishing()
    {
        var page = Pictures.Draw(400, 10, (x, _) => (x % 2 * 255, 0, 0));
        var input = new float[3 * 10 * 100];

        PerspectiveCrop.Write(page, Upright(0, 0, 400, 10), width: 100, height: 10, input);

        Assert.All(input[2000..], value => Assert.Equal(0, value, 0.01f));
    }

    [Fact]
    public void Any_quad_gives_values_from_minus_one_to_one() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            Vector2 Corner() => new(random.Next(-30, 60), random.Next(-30, 60));
            var page = Pictures.Draw(20, 30, (x, y) => (x, y, 200));
            var input = new float[3 * 4 * 9];
            PerspectiveCrop.Write(page, new Quad(Corner(), Corner(), Corner(), Corner()), width: 9, height: 4, input);
            return input.All(value => value is >= -1.0001f and <= 1.0001f);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static Quad Upright(float x, float y, float width, float height) =>
        new(new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height));
}
