using System.Text;
using System.Text.Json;
using Tangram.Core.Files;

namespace Tangram.Scheduling.Logging;

/// <summary>Reads a log line by line; memory grows with its longest line alone.</summary>
internal sealed class LogLines(Stream stream, string file)
{
    // The header of a fleet is the longest line there is.
    private const int LongestLine = 1 << 26;
    private const int LongestShown = 1000;

    private byte[] _buffer = new byte[1 << 16];
    private int _begin;
    private int _end;
    private bool _isCutOff;

    /// <summary>The number of the line read last, from 1; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>What the user calls the log.</summary>
    public string File => file;

    /// <summary>Reads a line without its line feed; false at the end.</summary>
    /// <param name="line">Good until the next call.</param>
    /// <exception cref="InvalidFileException">The line is too long to be one of a log.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        int length;
        while ((length = _buffer.AsSpan(_begin + searched, _end - _begin - searched).IndexOf((byte)'\n')) < 0)
        {
            searched = _end - _begin;
            if (!Refill())
            {
                break;
            }
        }

        _isCutOff = length < 0;
        length = _isCutOff ? _end - _begin : searched + length;
        line = _buffer.AsMemory(_begin, length);
        _begin += _isCutOff ? length : length + 1;
        Number += _isCutOff && length == 0 ? 0 : 1;
        return !_isCutOff || length > 0;
    }

    /// <summary>Parses a line.</summary>
    /// <exception cref="InvalidFileException">It is not a JSON object.</exception>
    public JsonElement Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw Corrupt(line);
        }
        catch (JsonException)
        {
            throw Corrupt(line);
        }
    }

    /// <summary>Whether two lines say the same: byte for byte, or as JSON.</summary>
    /// <exception cref="InvalidFileException">The first is not JSON.</exception>
    public bool AreSame(ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> other) =>
        line.Span.SequenceEqual(other.Span) || JsonElement.DeepEquals(Parse(line), Parse(other));

    /// <summary>A fault of the line read last.</summary>
    public InvalidFileException Fault(string message) => new(file, [new Fault(FormattableString.Invariant($"line {Number}"), message)]);

    /// <summary>A line as people read it.</summary>
    public static string Text(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, LongestShown)]);
        return string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) + (line.Length > LongestShown ? "…" : string.Empty);
    }

    private InvalidFileException Corrupt(ReadOnlyMemory<byte> line) => Fault(_isCutOff
        ? "is cut off in the middle; the run that wrote the log was ended before its end"
        : $"'{Text(line.Span[..Math.Min(line.Length, 80)])}' is not a line of a decision log, which is a JSON object");

    private bool Refill()
    {
        if (_begin > 0)
        {
            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            (_begin, _end) = (0, _end - _begin);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestLine)
            {
                Number++;
                throw Fault("is longer than any line of a decision log");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
