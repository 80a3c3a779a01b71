using System.Globalization;
using Tangram.Core.Files;

namespace Tangram.Server.Repository;

/// <summary>Reads protobuf's text format into a tree; knows no message, so any name is a field.</summary>
/// <remarks>Extensions and names of types in brackets are not read: no model configuration has any.</remarks>
internal sealed class ProtoText
{
    // As protobuf's own readers: a deeper text is an attack on the stack.
    private const int MostDepth = 100;
    private readonly ProtoScanner _scanner;
    private ProtoToken _token;
    private int _depth;

    private ProtoText(string text, string file)
    {
        _scanner = new ProtoScanner(text, file);
        _token = _scanner.Next();
    }

    /// <summary>The fields of the message that <paramref name="text"/> writes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">What the user calls the file; for messages.</param>
    /// <exception cref="InvalidFileException">It is not in protobuf's text format; the message names the line.</exception>
    public static IReadOnlyList<ProtoField> Parse(string text, string file)
    {
        var parser = new ProtoText(text, file);
        var fields = new List<ProtoField>();
        while (parser._token.Kind != ProtoTokenKind.End)
        {
            fields.Add(parser.Field());
        }

        return fields;
    }

    private ProtoToken Take()
    {
        var taken = _token;
        _token = _scanner.Next();
        return taken;
    }

    private ProtoField Field()
    {
        if (_token.Kind != ProtoTokenKind.Name)
        {
            throw _scanner.Fault(_token.Line, $"{_token} stands where the name of a field should");
        }

        var name = Take();
        var hasColon = _token.IsSymbol(":");
        if (hasColon)
        {
            Take();
        }

        var isList = _token.IsSymbol("[");
        var values = isList ? List() : [Value()];
        if (!hasColon && values.FirstOrDefault(v => v is not ProtoValue.Message) is { } value)
        {
            throw _scanner.Fault(value.Line, $"':' is missing after '{name.Text}'");
        }

        if (_token.IsSymbol(",;"))
        {
            Take();
        }

        return new ProtoField(name.Text, name.Line, isList, values);
    }

    private List<ProtoValue> List()
    {
        var opened = Take();
        var values = new List<ProtoValue>();
        while (!_token.IsSymbol("]"))
        {
            values.Add(Value());
            if (_token.IsSymbol(","))
            {
                Take();
                continue;
            }

            if (!_token.IsSymbol("]"))
            {
                throw _scanner.Fault(_token.Line, $"{_token} stands in the list that begins on line {opened.Line} where ',' or ']' should");
            }
        }

        Take();
        return values;
    }

    private ProtoValue Value()
    {
        if (_token.IsSymbol("{<"))
        {
            return Message();
        }

        var isNegative = _token.IsSymbol("-");
        var line = _token.Line;
        if (isNegative)
        {
            Take();
        }

        switch (_token.Kind)
        {
            case ProtoTokenKind.Text when !isNegative:
                return new ProtoValue.Text(Take().Text, line);
            case ProtoTokenKind.Number:
                return Number(Take(), isNegative);
            case ProtoTokenKind.Name when Special(_token.Text) is { } special && isNegative:
                Take();
                return new ProtoValue.Real(-special, line);
            case ProtoTokenKind.Name when !isNegative:
                return new ProtoValue.Word(Take().Text, line);
            default:
                throw _scanner.Fault(_token.Line, $"{_token} stands where a value should{(isNegative ? " after '-'" : string.Empty)}");
        }
    }

    private ProtoValue.Message Message()
    {
        var opened = Take();
        var closing = string.Equals(opened.Text, "{", StringComparison.Ordinal) ? "}" : ">";
        if (++_depth > MostDepth)
        {
            throw _scanner.Fault(opened.Line, $"messages are nested more than {MostDepth} deep");
        }

        var fields = new List<ProtoField>();
        while (!_token.IsSymbol(closing))
        {
            if (_token.Kind == ProtoTokenKind.End)
            {
                throw _scanner.Fault(opened.Line, $"'{opened.Text}' is not closed by '{closing}'");
            }

            fields.Add(Field());
        }

        _depth--;
        Take();
        return new ProtoValue.Message(fields, opened.Line);
    }

    private ProtoValue Number(ProtoToken token, bool isNegative)
    {
        if (TryWhole(token.Text, out var whole))
        {
            return new ProtoValue.Whole(isNegative ? -whole : whole, token.Line);
        }

        var isReal = double.TryParse(token.Text.TrimEnd('f', 'F'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var real);
        return isReal
            ? new ProtoValue.Real(isNegative ? -real : real, token.Line)
            : throw _scanner.Fault(token.Line, $"{token} is not a number");
    }

    private static bool TryWhole(string text, out Int128 value)
    {
        value = 0;
        var radix = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 16 : text.Length > 1 && text[0] == '0' ? 8 : 10;
        var digits = radix == 16 ? text[2..] : text;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToInt32(digit.ToString(), 16) is var d && d >= radix || value > ulong.MaxValue)
            {
                return false;
            }

            value = (value * radix) + d;
        }

        return digits.Length > 0;
    }

    private static double? Special(string word) =>
        word.ToUpperInvariant() switch { "INF" or "INFINITY" => double.PositiveInfinity, "NAN" => double.NaN, _ => null };
}
