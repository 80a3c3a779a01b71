using System.Text;
using Tangram.Operators.Imaging;

namespace Tangram.Operators.Tests.Imaging.Pnm;

public sealed class PnmDecoderTests
{
    [Theory]
    [InlineData("P1\n# a comment\n2 2\n0 1\n10\n", new byte[] { 255, 0, 0, 255 })]
    [InlineData("P2 2 2 15 0 5 # half\n 10 15", new byte[] { 0, 85, 170, 255 })]
    [InlineData("P4\n2 2\n\x40\x80", new byte[] { 255, 0, 0, 255 })]
    [InlineData("P5 2 2 255\n\x00\x10\x20\xFF", new byte[] { 0, 16, 32, 255 })]
    [InlineData("P5 2 2 65535\n\x00\x00\x80\x80\x40\x40\xFF\xFF", new byte[] { 0, 128, 64, 255 })]
    public void Bitmaps_and_greymaps_are_read(string file, byte[] greys)
    {
        var image = ImageDecoder.Decode(Encoding.Latin1.GetBytes(file));

        Assert.Equal((2, 2), (image.Width, image.Height));
        Assert.Equal(greys.SelectMany(grey => new[] { grey, grey, grey }), image.Pixels.ToArray());
    }

    [Theory]
    [InlineData("P3 1 2 255 1 2 3  4 5 6")]
    [InlineData("P6 1 2 255\n\x01\x02\x03\x04\x05\x06")]
    public void Pixmaps_are_read(string file) =>
        Assert.Equal([1, 2, 3, 4, 5, 6], ImageDecoder.Decode(Encoding.Latin1.GetBytes(file)).Pixels.ToArray());

    [Fact]
    public void Rows_of_a_packed_bitmap_begin_at_a_byte()
    {
        byte[] file = [.. "P4 9 2\n"u8, 0xFF, 0x80, 0x00, 0x00];

        var image = ImageDecoder.Decode(file);

        Assert.All(image.Row(0).ToArray(), sample => Assert.Equal(0, sample));
        Assert.All(image.Row(1).ToArray(), sample => Assert.Equal(255, sample));
    }
}
