using FsCheck;
using FsCheck.Fluent;
using Tangram.Operators.Imaging;

namespace Tangram.Operators.Tests.Imaging;

public sealed class PageResizeTests
{
    [Fact]
    public void A_small_page_is_kept_as_it_is_and_padded_with_nought()
    {
        var page = Pictures.Draw(2, 1, (x, _) => (10 * x, 20, 30));
        var input = new float[3 * 2 * 4];
        Array.Fill(input, 99);

        PageResize.Write(page, PageFit.Of(page, 4, 2), 4, Normalisation.Line, input);

        float Value(int sample) => (sample / 127.5f) - 1;
        float[] expected = [Value(30), Value(30), 0, 0, 0, 0, 0, 0, Value(20), Value(20), 0, 0, 0, 0, 0, 0, Value(0), Value(10), 0, 0, 0, 0, 0, 0];
        Assert.Equal(expected, input, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Shrinking_averages_what_a_pixel_covers()
    {
        var page = Pictures.Draw(3, 3, (x, y) => (x == 1 && y == 1 ? 90 : 0, 0, 0));
        var input = new float[3 * 2 * 2];

        PageResize.Write(page, PageFit.Of(page, 2, 2), 2, Normalisation.Line, input);

        // Each of the four pixels covers a quarter of the middle one, which is a ninth of its own area of 2.25.
        Assert.All(input[8..], value => Assert.Equal((10 / 127.5f) - 1, value, 1e-5f));
    }

    [Fact]
    public void The_detector_sees_blue_first_and_its_own_mean_at_nought()
    {
        var page = Pictures.Draw(1, 1, (_, _) => (0, 0, 255));
        var input = new float[3];

        PageResize.Write(page, PageFit.Of(page, 1, 1), 1, Normalisation.Detector, input);

        Assert.Equal((1 - 0.485f) / 0.229f, input[0], 1e-5f);
        Assert.Equal(-0.406f / 0.225f, input[2], 1e-5f);
    }

    [Fact]
    public void A_page_keeps_its_shape_and_never_grows() =>
        Prop.ForAll(Gen.Choose(1, 3000).Two().Zip(Gen.Choose(1, 40).Two()).ToArbitrary(), sides =>
        {
            var ((width, height), (columns, rows)) = sides;
            var page = Pictures.Draw(width % 90 + 1, height % 90 + 1, (_, _) => (0, 0, 0));
            var fit = PageFit.Of(page, columns, rows);
            return fit.Width <= Math.Min(columns, page.Width) && fit.Height <= Math.Min(rows, page.Height)
                && (fit.Width == columns || fit.Height == rows || (fit.Width == page.Width && fit.Height == page.Height));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_weights_of_a_pixel_add_up_to_one() =>
        Prop.ForAll(Gen.Choose(1, 500).Two().ToArbitrary(), sides =>
        {
            var (source, target) = (Math.Max(sides.Item1, sides.Item2), Math.Min(sides.Item1, sides.Item2));
            var weights = new AreaWeights(source, target);
            return Enumerable.Range(0, target).All(i =>
                Math.Abs(weights.Of(i).ToArray().Sum() - 1) < 1e-4 && weights.First(i) + weights.Of(i).Length <= source);
        }).QuickCheckThrowOnFailure();
}
