using FsCheck;
using FsCheck.Fluent;
using Tangram.Operators.Imaging;
using Tangram.Operators.Tests.Imaging.Png;

namespace Tangram.Operators.Tests.Imaging;

public sealed class HostileImageTests
{
    private static readonly byte[] Good = new PngEncoder(20, 20, 2, 8) { Sample = (x, y, c) => (x * y) + c, Filter = y => y % 5 }.Encode();

    public static TheoryData<byte[], string> Refused() => new()
    {
        { [], "the body is empty: a PNG or PNM file is expected" },
        { "hello, world"u8.ToArray(), "the body is not an image: a PNG or PNM file is expected" },
        { [0xFF, 0xD8, 0xFF, 0xE0, 0, 0], "the body is a JPEG, which is not read: a PNG or PNM file is expected" },
        { Good[..8], "the PNG is truncated: it ends after 8 bytes, before its last chunk (IEND)" },
        { Good[..^12], $"the PNG is truncated: it ends after {Good.Length - 12} bytes, before its last chunk (IEND)" },
        { PngEncoder.File(PngEncoder.Header(0, 5)), "the image is 0×5 pixels: both sides must be at least 1" },
        { PngEncoder.File(PngEncoder.Header(20000, 10)), "the image is 20000×10 pixels: a side may have at most 16384" },
        { PngEncoder.File(PngEncoder.Header(uint.MaxValue, uint.MaxValue)), "the image is 4294967295×4294967295 pixels: a side may have at most 16384" },
        { PngEncoder.File(PngEncoder.Header(16000, 16000)), "the image is 16000×16000 pixels: it may have at most 50 million in all" },
        { PngEncoder.File(PngEncoder.Header(9, 9, depth: 4)), "the PNG is corrupt: colour type 2 with 4 bits per sample does not exist" },
        { PngEncoder.File(PngEncoder.Chunk("IEND", [])), "the PNG is corrupt: it begins with chunk IEND instead of IHDR" },
        {
            PngEncoder.File(PngEncoder.Header(7000, 7000), PngEncoder.Chunk("IDAT", PngEncoder.Deflate([0])), PngEncoder.Chunk("IEND", [])),
            "the PNG is truncated: 9 bytes of image data cannot hold 7000×7000 pixels"
        },
        {
            PngEncoder.File(PngEncoder.Header(2, 2), PngEncoder.Chunk("IDAT", PngEncoder.Deflate(new byte[7])), PngEncoder.Chunk("IEND", [])),
            "the PNG is truncated: its image data end after 1 rows"
        },
        {
            PngEncoder.File(PngEncoder.Header(1, 1), PngEncoder.Chunk("IDAT", PngEncoder.Deflate([9, 0, 0, 0])), PngEncoder.Chunk("IEND", [])),
            "the PNG is corrupt: row 0 of its image data has filter 9; 0 to 4 are known"
        },
        { "P6 20000 1 255\n"u8.ToArray(), "the image is 20000×1 pixels: a side may have at most 16384" },
        { "P5 4 4 255\nabc"u8.ToArray(), "the PNM is truncated: its pixels take at least 17 bytes, but 4 are left" },
        { "P2 1 1 9\n12"u8.ToArray(), "the PNM is corrupt: a sample is 12, but the largest is 9" },
        { "P2 x"u8.ToArray(), "the PNM is corrupt: a number (width) is expected at byte 3" },
        { "P1 2 1\n02"u8.ToArray(), "the PNM is corrupt: a 0 or 1 is expected at byte 8" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_refusal_says_what_is_wrong(byte[] body, string message)
    {
        var fault = Assert.Throws<InvalidInputException>(() => ImageDecoder.Decode(body));

        Assert.Equal(message, fault.Message);
    }

    [Fact]
    public void A_flipped_bit_is_noticed()
    {
        var broken = Good.ToArray();
        broken[60] ^= 1;

        Assert.Contains("the checksum of chunk", Assert.Throws<InvalidInputException>(() => ImageDecoder.Decode(broken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_would_unpack_without_end_is_read_only_as_far_as_its_header_says()
    {
        var bomb = PngEncoder.File(
            PngEncoder.Header(2, 2), PngEncoder.Chunk("IDAT", PngEncoder.Deflate(new byte[50_000_000])), PngEncoder.Chunk("IEND", []));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(2, ImageDecoder.Decode(bomb).Width);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Cut_files_are_refused_wherever_they_are_cut()
    {
        for (var length = 0; length < Good.Length; length++)
        {
            Assert.Throws<InvalidInputException>(() => ImageDecoder.Decode(Good.AsMemory(0, length)));
        }
    }

    [Fact]
    public void Mutated_files_are_read_or_refused_and_nothing_else() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var body = Seed(random);
            for (var i = random.Next(1, 8); i > 0 && body.Length > 0; i--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            return IsReadOrRefused(body[..random.Next(body.Length / 2, body.Length + 1)]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    /// <summary>A file whose checksums hold, so that mutations of its inner data are not stopped by them.</summary>
    private static byte[] Seed(Random random)
    {
        var raw = new byte[random.Next(1, 900)];
        random.NextBytes(raw);
        var compressed = PngEncoder.Deflate(raw);
        compressed[random.Next(compressed.Length)] ^= (byte)(random.Next(4) == 0 ? random.Next(256) : 0);
        var header = PngEncoder.Header((uint)random.Next(1, 12), (uint)random.Next(1, 12), (byte)(1 << random.Next(5)), (byte)random.Next(7), (byte)random.Next(2));
        return random.Next(4) switch
        {
            0 => [.. Good],
            1 => [.. "P"u8, (byte)random.Next('1', '7'), .. " 7 # x\n 9 200\n"u8, .. raw],
            _ => PngEncoder.File(
                header, PngEncoder.Chunk("PLTE", raw[..(random.Next(raw.Length) / 3 * 3)]), PngEncoder.Chunk("IDAT", compressed), PngEncoder.Chunk("IEND", [])),
        };
    }

    private static bool IsReadOrRefused(byte[] body)
    {
        try
        {
            return ImageDecoder.Decode(body).Pixels.Length > 0;
        }
        catch (InvalidInputException fault)
        {
            return fault.Message.Length > 0 && !fault.Message.Contains('\n', StringComparison.Ordinal);
        }
    }
}
