using Tangram.Operators.Imaging;

namespace Tangram.Operators.Tests.Imaging.Png;

public sealed class PngDecoderTests
{
    public static TheoryData<int, int, bool> EveryKind()
    {
        var kinds = new TheoryData<int, int, bool>();
        foreach (var interlaced in new[] { false, true })
        {
            foreach (var (colour, depths) in new (int, int[])[] { (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]) })
            {
                foreach (var depth in depths)
                {
                    kinds.Add(colour, depth, interlaced);
                }
            }
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Every_kind_of_pixel_comes_out_as_it_went_in(int colour, int depth, bool interlaced)
    {
        var most = (1 << depth) - 1;
        var palette = Enumerable.Range(0, 3 << Math.Min(depth, 8)).Select(i => (byte)(i * 37 % 256)).ToArray();
        int Sample(int x, int y, int channel) => IsOpacity(colour, channel) ? most : ((x * 131) + (y * 57) + (channel * 89)) * 7 % (most + 1);
        var file = new PngEncoder(13, 11, colour, depth)
        {
            Sample = Sample,
            Filter = y => y % 5,
            Interlaced = interlaced,
            Palette = colour == 3 ? palette : null,
        };

        var image = ImageDecoder.Decode(file.Encode());

        Assert.Equal((13, 11), (image.Width, image.Height));
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var (x, y, channel) = (i / 3 % 13, i / 39, i % 3);
            var expected = colour == 3
                ? palette[(Sample(x, y, 0) * 3) + channel]
                : (int)Math.Round(Sample(x, y, colour is 0 or 4 ? 0 : channel) * 255.0 / most);
            Assert.Equal(expected, image.Pixels[i]);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 9)]
    public void Interlaced_images_smaller_than_a_pass_are_read(int width, int height)
    {
        var file = new PngEncoder(width, height, 0, 8) { Sample = (x, y, _) => (x * 16) + y, Filter = _ => 4, Interlaced = true };

        var image = ImageDecoder.Decode(file.Encode());

        Assert.Equal(((width - 1) * 16) + height - 1, image.Pixels[^1]);
    }

    [Fact]
    public void Half_transparent_pixels_are_seen_on_white()
    {
        var file = new PngEncoder(1, 1, 6, 8) { Sample = (_, _, channel) => channel == 3 ? 51 : 100 };

        Assert.Equal([224, 224, 224], ImageDecoder.Decode(file.Encode()).Pixels.ToArray());
    }

    [Theory]
    [InlineData(0, 8, new byte[] { 0, 7 })]
    [InlineData(2, 8, new byte[] { 0, 7, 0, 7, 0, 7 })]
    [InlineData(0, 16, new byte[] { 0, 7 })]
    [InlineData(3, 8, new byte[] { 255, 255, 255, 255, 255, 255, 255, 0 })]
    public void The_transparent_colour_becomes_white_and_no_other_does(int colour, int depth, byte[] transparency)
    {
        var file = new PngEncoder(2, 1, colour, depth)
        {
            Sample = (x, _, _) => x == 0 ? 7 : 6,
            Palette = colour == 3 ? new byte[30] : null,
            Transparency = transparency,
        };

        var image = ImageDecoder.Decode(file.Encode());

        Assert.Equal([255, 255, 255], image.Pixels[..3].ToArray());
        Assert.All(image.Pixels[3..].ToArray(), sample => Assert.InRange(sample, 0, 6));
    }

    [Fact]
    public void What_follows_the_last_chunk_is_left_alone()
    {
        byte[] file = [.. new PngEncoder(2, 2, 2, 8).Encode(), .. "garbage"u8];

        Assert.Equal(2, ImageDecoder.Decode(file).Width);
    }

    private static bool IsOpacity(int colour, int channel) => (colour, channel) is (4, 1) or (6, 3);
}
