using System.Buffers.Binary;

namespace Tangram.Operators.Imaging.Png;

/// <summary>Turns the samples of a restored row into red, green and blue over white.</summary>
internal sealed class PngSamples
{
    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly int[] _key;
    private readonly int _most;

    /// <summary>Prepares for the rows of <paramref name="file"/>.</summary>
    /// <exception cref="InvalidInputException">The palette or the transparency does not fit the colour type.</exception>
    public PngSamples(PngFile file)
    {
        _header = file.Header;
        _most = (1 << _header.BitDepth) - 1;
        _palette = _header.Colour == PngColour.Palette ? PngPalette.OverWhite(file.Palette.Span, file.Transparency.Span) : [];
        _key = _header.Colour is PngColour.Grey or PngColour.Rgb ? ReadKey(file.Transparency.Span) : [];
    }

    /// <summary>Converts a row.</summary>
    /// <param name="row">The restored bytes.</param>
    /// <param name="rgb">Where the pixels go, three bytes each.</param>
    /// <exception cref="InvalidInputException">The row names a palette entry that does not exist.</exception>
    public void ToRgb(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        switch (_header.Colour)
        {
            case PngColour.Rgb when _header.BitDepth == 8 && _key.Length == 0:
                row[..rgb.Length].CopyTo(rgb);
                break;
            case PngColour.Palette:
                FromPalette(row, rgb);
                break;
            case PngColour.Grey or PngColour.GreyAlpha:
                FromGrey(row, rgb);
                break;
            default:
                FromRgb(row, rgb);
                break;
        }
    }

    private void FromPalette(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        for (var (i, x) = (0, 0); i < rgb.Length; i += 3, x++)
        {
            var entry = Sample(row, x) * 3;
            if (entry >= _palette.Length)
            {
                throw new InvalidInputException($"the PNG is corrupt: a pixel has colour {entry / 3}, but the palette has {_palette.Length / 3}");
            }

            _palette.AsSpan(entry, 3).CopyTo(rgb[i..]);
        }
    }

    private void FromGrey(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        var channels = _header.Channels;
        for (var (i, x) = (0, 0); i < rgb.Length; i += 3, x += channels)
        {
            var grey = Sample(row, x);
            var opacity = channels == 2 ? Sample(row, x + 1) : _key.Length == 1 && grey == _key[0] ? 0 : _most;
            rgb.Slice(i, 3).Fill(OverWhite(grey, opacity));
        }
    }

    private void FromRgb(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        var channels = _header.Channels;
        for (var (i, x) = (0, 0); i < rgb.Length; i += 3, x += channels)
        {
            var (red, green, blue) = (Sample(row, x), Sample(row, x + 1), Sample(row, x + 2));
            var isKey = _key.Length == 3 && red == _key[0] && green == _key[1] && blue == _key[2];
            var opacity = channels == 4 ? Sample(row, x + 3) : isKey ? 0 : _most;
            (rgb[i], rgb[i + 1], rgb[i + 2]) = (OverWhite(red, opacity), OverWhite(green, opacity), OverWhite(blue, opacity));
        }
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        switch (_header.BitDepth)
        {
            case 8:
                return row[index];
            case 16:
                return BinaryPrimitives.ReadUInt16BigEndian(row[(index * 2)..]);
            default:
                var bit = index * _header.BitDepth;
                return (row[bit >> 3] >> (8 - _header.BitDepth - (bit & 7))) & _most;
        }
    }

    private byte OverWhite(int sample, int opacity)
    {
        if (opacity == _most)
        {
            return _most == byte.MaxValue ? (byte)sample : (byte)(((sample * byte.MaxValue) + (_most / 2)) / _most);
        }

        var (most, shade) = ((long)_most, ((long)sample * opacity) + ((long)_most * (_most - opacity)));
        return (byte)(((shade * byte.MaxValue) + (most * most / 2)) / (most * most));
    }

    private int[] ReadKey(ReadOnlySpan<byte> transparency)
    {
        if (transparency.IsEmpty)
        {
            return [];
        }

        var key = new int[_header.Channels];
        if (transparency.Length != key.Length * 2)
        {
            throw new InvalidInputException($"the PNG is corrupt: its transparency (tRNS) has {transparency.Length} bytes instead of {key.Length * 2}");
        }

        for (var i = 0; i < key.Length; i++)
        {
            key[i] = BinaryPrimitives.ReadUInt16BigEndian(transparency[(i * 2)..]);
        }

        return key;
    }
}
