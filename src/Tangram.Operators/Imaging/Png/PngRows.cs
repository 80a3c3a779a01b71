namespace Tangram.Operators.Imaging.Png;

/// <summary>Inflates and restores the rows of a PNG, one after the other.</summary>
internal sealed class PngRows(Stream inflated, PngHeader header)
{
    private byte[] _current = new byte[1 + header.RowBytes(header.Width)];
    private byte[] _above = new byte[1 + header.RowBytes(header.Width)];
    private int _length;
    private int _read;

    /// <summary>The next rows have <paramref name="columns"/> pixels and know nothing of the rows before.</summary>
    public void BeginPass(int columns)
    {
        _length = 1 + header.RowBytes(columns);
        _current.AsSpan().Clear();
    }

    /// <summary>The next row, without its filter byte; valid until the next call.</summary>
    /// <exception cref="InvalidInputException">The image data end too early or are corrupt.</exception>
    public ReadOnlySpan<byte> Next()
    {
        (_current, _above) = (_above, _current);
        var row = _current.AsSpan(0, _length);
        if (Fill(row) < _length)
        {
            throw new InvalidInputException($"the PNG is truncated: its image data end after {_read} rows");
        }

        if (!PngFilter.Undo(row[0], row[1..], _above.AsSpan(1, _length - 1), header.FilterStride))
        {
            throw new InvalidInputException($"the PNG is corrupt: row {_read} of its image data has filter {row[0]}; 0 to 4 are known");
        }

        _read++;
        return row[1..];
    }

    private int Fill(Span<byte> row)
    {
        try
        {
            return inflated.ReadAtLeast(row, row.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidInputException($"the PNG is corrupt: its image data cannot be inflated beyond row {_read}", fault);
        }
    }
}
