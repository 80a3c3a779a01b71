using System.Buffers.Binary;

namespace Tangram.Operators.Imaging.Png;

/// <summary>The IHDR chunk: what the image data are.</summary>
/// <remarks>One that exists is legal and within <see cref="ImageLimits"/>.</remarks>
internal sealed record PngHeader
{
    private const int Length = 13;

    private PngHeader(int width, int height, int bitDepth, PngColour colour, bool interlaced) =>
        (Width, Height, BitDepth, Colour, Interlaced) = (width, height, bitDepth, colour, interlaced);

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Bits per sample: 1, 2, 4, 8 or 16.</summary>
    public int BitDepth { get; }

    /// <summary>What the samples mean.</summary>
    public PngColour Colour { get; }

    /// <summary>Whether the rows come in the seven passes of Adam7.</summary>
    public bool Interlaced { get; }

    /// <summary>Samples per pixel.</summary>
    public int Channels => Colour switch
    {
        PngColour.Rgb => 3,
        PngColour.GreyAlpha => 2,
        PngColour.Rgba => 4,
        _ => 1,
    };

    /// <summary>How far back the filters look, in bytes; at least 1.</summary>
    public int FilterStride => Math.Max(1, Channels * BitDepth / 8);

    /// <summary>Bytes of a row of <paramref name="width"/> pixels, without its filter byte.</summary>
    public int RowBytes(int width) => ((width * Channels * BitDepth) + 7) / 8;

    /// <summary>Reads the chunk's data.</summary>
    /// <exception cref="InvalidInputException">It describes no PNG, or one outside the limits.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> data)
    {
        if (data.Length != Length)
        {
            throw new InvalidInputException($"the PNG is corrupt: its header has {data.Length} bytes instead of {Length}");
        }

        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        var (depth, colour, compression, filter, interlace) = (data[8], data[9], data[10], data[11], data[12]);
        ImageLimits.Check(width, height);
        if (!IsLegal((PngColour)colour, depth))
        {
            throw new InvalidInputException($"the PNG is corrupt: colour type {colour} with {depth} bits per sample does not exist");
        }

        if (compression != 0 || filter != 0 || interlace > 1)
        {
            throw new InvalidInputException($"the PNG is corrupt: compression {compression}, filter {filter}, interlace {interlace} where 0, 0 and 0 or 1 are known");
        }

        return new PngHeader((int)width, (int)height, depth, (PngColour)colour, interlace == 1);
    }

    private static bool IsLegal(PngColour colour, int depth) => colour switch
    {
        PngColour.Grey => depth is 1 or 2 or 4 or 8 or 16,
        PngColour.Palette => depth is 1 or 2 or 4 or 8,
        PngColour.Rgb or PngColour.GreyAlpha or PngColour.Rgba => depth is 8 or 16,
        _ => false,
    };
}
