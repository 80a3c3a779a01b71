namespace Tangram.Operators.Imaging.Pnm;

/// <summary>Reads the numbers and bytes of a PNM file, comments left out.</summary>
internal ref struct PnmReader(ReadOnlySpan<byte> file, int position)
{
    private const int MostNumber = 99_999_999;
    private readonly ReadOnlySpan<byte> _file = file;
    private int _position = position;
    private bool _isAtPixels;

    /// <summary>Whether <paramref name="value"/> separates numbers.</summary>
    public static bool IsSpace(byte value) => value is (byte)' ' or (>= 9 and <= 13);

    /// <summary>Refuses the file unless <paramref name="bytes"/> are left, before memory is asked for them.</summary>
    public readonly void Require(long bytes)
    {
        if (_file.Length - _position < bytes)
        {
            throw new InvalidInputException($"the PNM is truncated: its pixels take at least {bytes} bytes, but {_file.Length - _position} are left");
        }
    }

    /// <summary>Reads a decimal number and the space before it.</summary>
    public int Number(string what)
    {
        SkipSpace();
        var start = _position;
        var value = 0;
        while (_position < _file.Length && char.IsAsciiDigit((char)_file[_position]) && value <= MostNumber / 10)
        {
            value = (value * 10) + (_file[_position++] - '0');
        }

        return _position > start
            ? value
            : throw new InvalidInputException($"the PNM is corrupt: a number ({what}) is expected at byte {start}");
    }

    /// <summary>Reads one bit written as text; bits may stand side by side.</summary>
    public int Digit()
    {
        SkipSpace();
        return _position < _file.Length && _file[_position] is (byte)'0' or (byte)'1'
            ? _file[_position++] - '0'
            : throw new InvalidInputException($"the PNM is corrupt: a 0 or 1 is expected at byte {_position}");
    }

    /// <summary>Reads one byte of pixels; one space parts them from the header.</summary>
    public int Byte()
    {
        if (!_isAtPixels)
        {
            _isAtPixels = true;
            if (!IsSpace(_file[_position++]))
            {
                throw new InvalidInputException($"the PNM is corrupt: a space is expected at byte {_position - 1}, before the pixels");
            }
        }

        return _file[_position++];
    }

    private void SkipSpace()
    {
        while (_position < _file.Length && (IsSpace(_file[_position]) || _file[_position] == (byte)'#'))
        {
            if (_file[_position] != (byte)'#')
            {
                _position++;
                continue;
            }

            var end = _file[_position..].IndexOfAny((byte)'\n', (byte)'\r');
            _position = end < 0 ? _file.Length : _position + end;
        }
    }
}
