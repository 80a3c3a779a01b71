using System.Globalization;
using System.Text;
using Tangram.Core.Files;

namespace Tangram.Server.Repository;

/// <summary>Cuts a text in protobuf's text format into its smallest parts.</summary>
/// <param name="text">The text.</param>
/// <param name="file">What the user calls the file; for messages.</param>
internal sealed class ProtoScanner(string text, string file)
{
    private const string Symbols = "{}<>[]:,;-";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int _at;
    private int _line = 1;

    private char Current => _at < text.Length ? text[_at] : '\0';

    /// <summary>The next part.</summary>
    /// <exception cref="InvalidFileException">There is none that the format knows.</exception>
    public ProtoToken Next()
    {
        SkipBlank();
        var (first, line) = (Current, _line);
        if (_at == text.Length)
        {
            return new ProtoToken(ProtoTokenKind.End, string.Empty, line);
        }

        if (first is '"' or '\'')
        {
            return new ProtoToken(ProtoTokenKind.Text, Quoted(), line);
        }

        if (char.IsAsciiLetter(first) || first == '_')
        {
            return new ProtoToken(ProtoTokenKind.Name, While(c => char.IsAsciiLetterOrDigit(c) || c == '_'), line);
        }

        if (char.IsAsciiDigit(first) || first == '.')
        {
            return new ProtoToken(ProtoTokenKind.Number, Number(), line);
        }

        if (Symbols.Contains(first, StringComparison.Ordinal))
        {
            _at++;
            return new ProtoToken(ProtoTokenKind.Symbol, first.ToString(), line);
        }

        throw Fault(line, $"{Shown(first)} begins neither a field nor a value; text must stand in quotes and comments after '#'");
    }

    /// <summary>A fault on a line.</summary>
    public InvalidFileException Fault(int line, string message) =>
        new(file, [new Fault(string.Create(CultureInfo.InvariantCulture, $"line {line}"), message)]);

    private static string Shown(char c) => char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : $"'{c}'";

    private void SkipBlank()
    {
        for (; _at < text.Length; _at++)
        {
            if (Current == '#')
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }

            if (Current == '\n')
            {
                _line++;
            }
            else if (Current is not (' ' or '\t' or '\r' or '\f' or '\v' or '\uFEFF'))
            {
                return;
            }
        }
    }

    private string While(Func<char, bool> belongs)
    {
        var begin = _at;
        while (_at < text.Length && belongs(text[_at]))
        {
            _at++;
        }

        return text[begin.._at];
    }

    private string Number()
    {
        var begin = _at;
        var number = While(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_');
        if (number[^1] is 'e' or 'E' && !number.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && Current is '+' or '-')
        {
            _at++;
            While(char.IsAsciiLetterOrDigit);
        }

        return text[begin.._at];
    }

    private string Quoted()
    {
        var line = _line;
        var bytes = new List<byte>();
        do
        {
            OneQuoted(bytes);
            SkipBlank();
        }
        while (Current is '"' or '\'');

        try
        {
            return StrictUtf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw Fault(line, "quoted text is not UTF-8 once its escapes are resolved");
        }
    }

    private void OneQuoted(List<byte> bytes)
    {
        var quote = text[_at++];
        while (Current != quote)
        {
            if (_at == text.Length || Current is '\n')
            {
                throw Fault(_line, $"quoted text is not closed; end it with {quote} on its own line");
            }

            if (Current == '\\')
            {
                _at++;
                Escape(bytes);
                continue;
            }

            var length = char.IsSurrogatePair(text, Math.Min(_at, text.Length - 2)) && char.IsHighSurrogate(Current) ? 2 : 1;
            bytes.AddRange(Encoding.UTF8.GetBytes(text, _at, length));
            _at += length;
        }

        _at++;
    }

    private void Escape(List<byte> bytes)
    {
        var kind = Current;
        var simple = "abfnrtv\\'\"?".IndexOf(kind, StringComparison.Ordinal);
        if (simple >= 0)
        {
            bytes.Add((byte)"\a\b\f\n\r\t\v\\'\"?"[simple]);
            _at++;
        }
        else if (kind is >= '0' and <= '7')
        {
            bytes.Add((byte)(Digits(3, 8) & 0xFF));
        }
        else if (kind is 'x' or 'X' or 'u' or 'U')
        {
            _at++;
            Hexadecimal(kind, bytes);
        }
        else
        {
            throw Fault(_line, $"'\\' before {(_at == text.Length ? "the end of the text" : Shown(kind))} is no escape; write '\\\\' for a backslash");
        }
    }

    private void Hexadecimal(char kind, List<byte> bytes)
    {
        var (begin, most) = (_at, kind switch { 'u' => 4, 'U' => 8, _ => 2 });
        var value = Digits(most, 16);
        var isComplete = _at - begin == most || (most == 2 && _at > begin);
        if (!isComplete || (most > 2 && !Rune.IsValid(value)))
        {
            throw Fault(_line, $"'\\{kind}' must be followed by {(most == 2 ? "1 or 2" : most)} hexadecimal digits that stand for a character");
        }

        bytes.AddRange(most == 2 ? [(byte)value] : Encoding.UTF8.GetBytes(new Rune(value).ToString()));
    }

    private int Digits(int most, int radix)
    {
        uint value = 0;
        for (; most > 0 && char.IsAsciiHexDigit(Current) && Convert.ToInt32(Current.ToString(), 16) < radix; most--, _at++)
        {
            value = unchecked((value * (uint)radix) + Convert.ToUInt32(Current.ToString(), 16));
        }

        return unchecked((int)value);
    }
}
