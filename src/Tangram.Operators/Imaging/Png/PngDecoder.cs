using System.IO.Compression;

namespace Tangram.Operators.Imaging.Png;

/// <summary>Reads PNG files: every colour type, bit depth and filter, interlaced or not (ISO/IEC 15948:2004).</summary>
/// <remarks>Gamma and colour profiles are left aside. Rows are inflated one at a time, so a file can never unpack to more than its header says.</remarks>
internal static class PngDecoder
{
    // No deflate stream unpacks to more than about 1032 times its size (RFC 1951: 258 bytes from 2 bits).
    private const long MostInflation = 1040;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether <paramref name="bytes"/> begin as a PNG does, even if they end early.</summary>
    public static bool Recognises(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4 && Signature.StartsWith(bytes[..Math.Min(bytes.Length, Signature.Length)]);

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InvalidInputException">It is truncated, corrupt or too large.</exception>
    public static RgbImage Decode(ReadOnlyMemory<byte> body)
    {
        var file = PngFile.Read(body, Math.Min(body.Length, Signature.Length));
        var header = file.Header;
        RefuseIfImpossible(file);
        var samples = new PngSamples(file);
        var pixels = new byte[header.Width * header.Height * 3];
        using var inflated = new ZLibStream(new ChainedStream(file.ImageData), CompressionMode.Decompress);
        var rows = new PngRows(inflated, header);
        foreach (var pass in header.Interlaced ? Adam7Pass.All : Adam7Pass.Single)
        {
            ReadPass(rows, samples, header, pass, pixels);
        }

        return new RgbImage(header.Width, header.Height, pixels);
    }

    private static void RefuseIfImpossible(PngFile file)
    {
        var needed = (long)file.Header.RowBytes(file.Header.Width) * file.Header.Height;
        var present = file.ImageData.Sum(part => (long)part.Length);
        if (needed > present * MostInflation)
        {
            throw new InvalidInputException($"the PNG is truncated: {present} bytes of image data cannot hold {file.Header.Width}×{file.Header.Height} pixels");
        }
    }

    private static void ReadPass(PngRows rows, PngSamples samples, PngHeader header, Adam7Pass pass, byte[] pixels)
    {
        var columns = pass.Columns(header.Width);
        if (columns == 0)
        {
            return;
        }

        rows.BeginPass(columns);
        var scattered = pass.StepX == 1 ? [] : new byte[columns * 3];
        for (var row = 0; row < pass.Rows(header.Height); row++)
        {
            var target = pixels.AsSpan((pass.Y + (row * pass.StepY)) * header.Width * 3, header.Width * 3);
            if (pass.StepX == 1)
            {
                samples.ToRgb(rows.Next(), target);
                continue;
            }

            samples.ToRgb(rows.Next(), scattered);
            for (var column = 0; column < columns; column++)
            {
                scattered.AsSpan(column * 3, 3).CopyTo(target[((pass.X + (column * pass.StepX)) * 3)..]);
            }
        }
    }
}
