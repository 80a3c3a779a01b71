namespace Tangram.Core.Files;

/// <summary>Reads lines into one buffer, so that neither many nor endless lines take memory.</summary>
/// <param name="reader">The text.</param>
public sealed class LineReader(TextReader reader)
{
    /// <summary>The most characters that a line may have.</summary>
    public const int LongestLine = 1000;

    private readonly char[] _buffer = new char[1 << 16];
    private int _begin;
    private int _end;

    /// <summary>The number of the line read last, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>Reads a line without its line feed; false at the end. A longer one than <see cref="LongestLine"/> comes in part, which its length shows.</summary>
    /// <param name="line">Good until the next call.</param>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        var length = _buffer.AsSpan(_begin, _end - _begin).IndexOf('\n');
        if (length < 0 && _end - _begin <= LongestLine)
        {
            Refill();
            length = _buffer.AsSpan(_begin, _end - _begin).IndexOf('\n');
        }

        var isEnded = length >= 0;
        length = isEnded ? length : _end - _begin;
        line = _buffer.AsSpan(_begin, length).TrimEnd('\r');
        _begin += isEnded ? length + 1 : length;
        Number++;
        return isEnded || length > 0;
    }

    private void Refill()
    {
        _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
        (_begin, _end) = (0, _end - _begin);
        for (int read; _end < _buffer.Length && (read = reader.Read(_buffer, _end, _buffer.Length - _end)) > 0;)
        {
            _end += read;
        }
    }
}
