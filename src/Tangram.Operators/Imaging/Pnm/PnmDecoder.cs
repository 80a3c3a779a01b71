namespace Tangram.Operators.Imaging.Pnm;

/// <summary>Reads the portable bitmaps, greymaps and pixmaps P1 to P6.</summary>
internal static class PnmDecoder
{
    private const int MostSample = 65535;

    /// <summary>Whether <paramref name="bytes"/> begin as one of the six formats does.</summary>
    public static bool Recognises(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 3 && bytes[0] == (byte)'P' && bytes[1] is >= (byte)'1' and <= (byte)'6' && (PnmReader.IsSpace(bytes[2]) || bytes[2] == (byte)'#');

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InvalidInputException">It is truncated, corrupt or too large.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file)
    {
        var format = file[1] - '0';
        var reader = new PnmReader(file, position: 2);
        var (width, height) = (reader.Number("width"), reader.Number("height"));
        ImageLimits.Check(width, height);
        var isBitmap = format is 1 or 4;
        var most = isBitmap ? 1 : reader.Number("largest sample");
        if (most is < 1 or > MostSample)
        {
            throw new InvalidInputException($"the PNM is corrupt: its largest sample is {most}; 1 to {MostSample} are known");
        }

        var channels = format is 3 or 6 ? 3 : 1;
        var kind = (IsText: format <= 3, isBitmap, IsWide: most > byte.MaxValue);
        reader.Require(BytesOfPixels(kind, width, height, channels));
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            ReadRow(ref reader, kind, most, channels, pixels.AsSpan(y * width * 3, width * 3));
        }

        return new RgbImage(width, height, pixels);
    }

    // Of text, the least: one digit each, and a space between where digits would run together.
    private static long BytesOfPixels((bool IsText, bool IsBitmap, bool IsWide) kind, int width, int height, int channels)
    {
        var samples = (long)width * height * channels;
        return kind switch
        {
            (IsText: true, IsBitmap: true, _) => samples,
            (IsText: true, _, _) => (samples * 2) - 1,
            (_, IsBitmap: true, _) => (width + 7L) / 8 * height + 1,
            _ => (samples * (kind.IsWide ? 2 : 1)) + 1,
        };
    }

    private static void ReadRow(ref PnmReader reader, (bool IsText, bool IsBitmap, bool IsWide) kind, int most, int channels, Span<byte> rgb)
    {
        var bits = 0;
        for (var i = 0; i < rgb.Length; i++)
        {
            if (channels == 1 && i % 3 != 0)
            {
                rgb[i] = rgb[i - 1];
                continue;
            }

            var sample = kind switch
            {
                (IsText: true, IsBitmap: true, _) => 1 - reader.Digit(),
                (IsText: true, _, _) => reader.Number("sample"),
                (_, IsBitmap: true, _) => 1 - ((bits = i / 3 % 8 == 0 ? reader.Byte() : bits << 1) >> 7 & 1),
                _ => kind.IsWide ? (reader.Byte() << 8) | reader.Byte() : reader.Byte(),
            };
            rgb[i] = Scale(sample, most);
        }
    }

    private static byte Scale(int sample, int most)
    {
        if (sample > most)
        {
            throw new InvalidInputException($"the PNM is corrupt: a sample is {sample}, but the largest is {most}");
        }

        return (byte)(((sample * byte.MaxValue) + (most / 2)) / most);
    }
}
