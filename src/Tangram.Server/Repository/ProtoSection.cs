using System.Globalization;

namespace Tangram.Server.Repository;

/// <summary>Reads one message of a tree field by field; what is wrong goes to the <see cref="ProtoReading"/>, so that all of it is found.</summary>
/// <param name="fields">The message's fields.</param>
/// <param name="line">The line it begins on, from 1; 0 where that is not known.</param>
/// <param name="path">What it is, such as <c>input</c>; empty for the whole text.</param>
/// <param name="reading">Collects what is wrong and what is passed over.</param>
internal sealed class ProtoSection(IReadOnlyList<ProtoField> fields, int line, string path, ProtoReading reading)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The line it begins on, from 1; 0 where that is not known.</summary>
    public int Line => line;

    /// <summary>The text of a field; null where it is not given.</summary>
    public string? Text(string name) =>
        Single(name) is not { } value ? null : value is ProtoValue.Text text ? text.Value : Refused<string>(value, name, "text in quotes");

    /// <summary>The word that a field is set to; null where it is not given.</summary>
    public string? Word(string name) => Single(name) switch
    {
        null => null,
        ProtoValue.Word word => word.Value,
        ProtoValue.Text text when reading.IsJson => text.Value,
        var other => Refused<string>(other, name, "a word without quotes"),
    };

    /// <summary>The truth value of a field; null where it is not given.</summary>
    public bool? Flag(string name) => Single(name) switch
    {
        null => null,
        ProtoValue.Word { Value: "true" or "True" or "t" } => true,
        ProtoValue.Word { Value: "false" or "False" or "f" } => false,
        ProtoValue.Whole { Value: var value } when value == 0 || value == 1 => value == 1,
        var other => Refused<bool?>(other, name, "true or false"),
    };

    /// <summary>The whole number of a field; null where it is not given.</summary>
    /// <param name="name">The field.</param>
    /// <param name="least">The least it may be.</param>
    /// <param name="most">The most it may be.</param>
    public long? Whole(string name, long least, long most) => Single(name) is { } value ? WholeOf(value, name, least, most) : null;

    /// <summary>The whole numbers of a repeated field; null where it is not given at all.</summary>
    public IReadOnlyList<long>? Wholes(string name, long least, long most)
    {
        var given = Given(name);
        return given.Count == 0 ? null : [.. given.SelectMany(f => f.Values).Select(v => WholeOf(v, name, least, most)).OfType<long>()];
    }

    /// <summary>The messages of a repeated field, in order.</summary>
    public IReadOnlyList<ProtoSection> Sections(string name) =>
        [.. Given(name).SelectMany(f => f.Values).Select(v => SectionOf(v, name)).OfType<ProtoSection>()];

    /// <summary>The message of a field; null where it is not given.</summary>
    public ProtoSection? Section(string name) => Single(name) is { } value ? SectionOf(value, name) : null;

    /// <summary>Passes over fields that change nothing that a client can see, with a note of each that is given.</summary>
    public void PassOver(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Given(name) is [var field, ..])
            {
                reading.Note(field.Line, $"'{Full(name)}' is passed over: it has no meaning here");
            }
        }
    }

    /// <summary>Refuses a field that would change what the model does, if it is given.</summary>
    /// <param name="name">The field.</param>
    /// <param name="right">What to do instead.</param>
    public void Refuse(string name, string right)
    {
        if (Given(name) is [var field, ..])
        {
            reading.Refuse(field.Line, $"'{Full(name)}' is not supported: {right}");
        }
    }

    /// <summary>Refuses a truth value that would change what the model does, if it is true.</summary>
    public void RefuseTrue(string name, string right)
    {
        if (Flag(name) == true)
        {
            reading.Refuse(Given(name)[0].Line, $"'{Full(name)}' is not supported: {right}");
        }
    }

    /// <summary>Records that the section itself is wrong.</summary>
    public void Fault(string message) => reading.Refuse(line, message);

    /// <summary>Records that a field is wrong; the field is given.</summary>
    public void Fault(string name, string message) => reading.Refuse(Given(name)[0].Line, message);

    /// <summary>Refuses every field that nobody has asked for.</summary>
    public void Finish()
    {
        foreach (var field in fields.Where(f => !_known.Contains(f.Name)))
        {
            reading.Refuse(field.Line, $"{(path.Length == 0 ? "a model configuration" : $"'{path}'")} has no field '{field.Name}'; known: {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        }
    }

    private List<ProtoField> Given(string name)
    {
        _known.Add(name);
        return [.. fields.Where(f => string.Equals(f.Name, name, StringComparison.Ordinal))];
    }

    private ProtoValue? Single(string name)
    {
        var given = Given(name);
        if (given is not [{ Values: [var value] }])
        {
            given.ForEach(f => reading.Refuse(f.Line, $"'{Full(name)}' has one value; give it once"));
            return null;
        }

        return value;
    }

    private ProtoSection? SectionOf(ProtoValue value, string name) => value is ProtoValue.Message message
        ? new ProtoSection(message.Fields, message.Line, Full(name), reading)
        : Refused<ProtoSection>(value, name, "a message in braces");

    private long? WholeOf(ProtoValue value, string name, long least, long most)
    {
        Int128? whole = value switch
        {
            ProtoValue.Whole w => w.Value,
            ProtoValue.Text t when reading.IsJson && long.TryParse(t.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => null,
        };
        return whole is { } number && number >= least && number <= most
            ? (long)number
            : Refused<long?>(value, name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
    }

    private T? Refused<T>(ProtoValue value, string name, string right)
    {
        reading.Refuse(value.Line, $"'{Full(name)}' must be {right}");
        return default;
    }

    private string Full(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
