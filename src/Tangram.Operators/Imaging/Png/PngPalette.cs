namespace Tangram.Operators.Imaging.Png;

/// <summary>Checks a palette and lays its transparent entries over white.</summary>
internal static class PngPalette
{
    /// <summary>Red, green and blue of each entry, as seen on white.</summary>
    /// <param name="palette">The PLTE chunk's data.</param>
    /// <param name="transparency">The opacity of the first entries; the others are opaque.</param>
    /// <exception cref="InvalidInputException">There is no palette, or the chunks do not fit together.</exception>
    public static byte[] OverWhite(ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        if (palette.IsEmpty || palette.Length % 3 != 0 || palette.Length > 256 * 3)
        {
            throw new InvalidInputException($"the PNG is corrupt: its palette (PLTE) has {palette.Length} bytes; 3 for each of 1 to 256 colours are expected");
        }

        if (transparency.Length > palette.Length / 3)
        {
            throw new InvalidInputException($"the PNG is corrupt: its transparency (tRNS) has {transparency.Length} entries for {palette.Length / 3} colours");
        }

        var colours = palette.ToArray();
        for (var i = 0; i < transparency.Length * 3; i++)
        {
            var opacity = transparency[i / 3];
            colours[i] = (byte)(((colours[i] * opacity) + (byte.MaxValue * (byte.MaxValue - opacity)) + (byte.MaxValue / 2)) / byte.MaxValue);
        }

        return colours;
    }
}
