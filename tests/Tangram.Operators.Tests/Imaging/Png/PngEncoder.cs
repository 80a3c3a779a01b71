using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Tangram.Operators.Imaging.Png;

namespace Tangram.Operators.Tests.Imaging.Png;

/// <summary>Writes PNG files of every kind for the decoder's tests, slowly and plainly.</summary>
internal sealed record PngEncoder(int Width, int Height, int ColourType, int BitDepth)
{
    public Func<int, int, int, int> Sample { get; init; } = (_, _, _) => 0;

    public Func<int, int> Filter { get; init; } = _ => 0;

    public bool Interlaced { get; init; }

    public byte[]? Palette { get; init; }

    public byte[]? Transparency { get; init; }

    private int Channels => ColourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. BigEndian((uint)data.Length), .. typed, .. BigEndian(Crc32.Of(typed))];
    }

    public static byte[] Header(uint width, uint height, byte depth = 8, byte colour = 2, byte interlace = 0) =>
        Chunk("IHDR", [.. BigEndian(width), .. BigEndian(height), depth, colour, 0, 0, interlace]);

    public static byte[] File(params byte[][] chunks) => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. chunks.SelectMany(chunk => chunk)];

    public static byte[] Deflate(byte[] raw)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal))
        {
            zlib.Write(raw);
        }

        return stream.ToArray();
    }

    public byte[] Encode()
    {
        var data = Deflate(Rows());
        return File(
            Header((uint)Width, (uint)Height, (byte)BitDepth, (byte)ColourType, (byte)(Interlaced ? 1 : 0)),
            Chunk("tEXt", "Title\0Test"u8.ToArray()),
            Palette is null ? [] : Chunk("PLTE", Palette),
            Transparency is null ? [] : Chunk("tRNS", Transparency),
            Chunk("IDAT", data[..(data.Length / 2)]),
            Chunk("IDAT", []),
            Chunk("IDAT", data[(data.Length / 2)..]),
            Chunk("IEND", []));
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static int Predict(int filter, int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return filter switch
        {
            1 => left,
            2 => above,
            3 => (left + above) / 2,
            4 => toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner,
            _ => 0,
        };
    }

    private byte[] Rows()
    {
        (int X, int Y, int StepX, int StepY)[] passes = Interlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        var raw = new List<byte>();
        foreach (var (startX, startY, stepX, stepY) in passes.Where(pass => pass.X < Width))
        {
            byte[]? above = null;
            for (var y = startY; y < Height; y += stepY)
            {
                var row = Pack(y, startX, stepX);
                raw.AddRange(Filtered(Filter(y), row, above ?? new byte[row.Length]));
                above = row;
            }
        }

        return [.. raw];
    }

    private byte[] Pack(int y, int startX, int stepX)
    {
        var bits = new List<bool>();
        for (var x = startX; x < Width; x += stepX)
        {
            for (var channel = 0; channel < Channels; channel++)
            {
                var sample = Sample(x, y, channel);
                bits.AddRange(Enumerable.Range(0, BitDepth).Select(bit => ((sample >> (BitDepth - 1 - bit)) & 1) == 1));
            }
        }

        return [.. bits.Chunk(8).Select(chunk => (byte)chunk.Select((bit, i) => bit ? 128 >> i : 0).Sum())];
    }

    private byte[] Filtered(int filter, byte[] row, byte[] above)
    {
        var stride = Math.Max(1, Channels * BitDepth / 8);
        var filtered = row.Select((value, i) =>
        {
            var (left, corner) = i < stride ? (0, 0) : (row[i - stride], above[i - stride]);
            return (byte)((value - Predict(filter, left, above[i], corner)) & 255);
        });
        return [(byte)filter, .. filtered];
    }
}
