using System.Text;
using System.Text.Json;
using Tangram.Core.Files;

namespace Tangram.Server.Repository;

/// <summary>Reads JSON that stands for a protobuf message into the tree that <see cref="ProtoText"/> reads.</summary>
internal static class ProtoJson
{
    /// <summary>The fields of the message that <paramref name="text"/> writes; names in camel case become those of the message.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">What the user calls it; for messages.</param>
    /// <exception cref="InvalidFileException">It is not a JSON object.</exception>
    public static IReadOnlyList<ProtoField> Parse(string text, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Fields(document.RootElement, source)
                : throw new InvalidFileException(source, [new Fault(string.Empty, "is not a JSON object with a model configuration's fields")]);
        }
        catch (JsonException fault)
        {
            throw new InvalidFileException(source, [new Fault(ProtoReading.Place((int)(fault.LineNumber ?? 0) + 1), $"is not JSON: {fault.Message.Split(". ")[0]}")]);
        }
    }

    private static List<ProtoField> Fields(JsonElement message, string source)
    {
        var fields = new List<ProtoField>();
        foreach (var field in message.EnumerateObject().Where(f => f.Value.ValueKind != JsonValueKind.Null))
        {
            var isList = field.Value.ValueKind == JsonValueKind.Array;
            List<ProtoValue> values = isList ? [.. field.Value.EnumerateArray().Select(v => Value(v, source))] : [Value(field.Value, source)];
            fields.Add(new ProtoField(Name(field.Name), 0, isList, values));
        }

        return fields;
    }

    private static ProtoValue Value(JsonElement value, string source) => value.ValueKind switch
    {
        JsonValueKind.Object => new ProtoValue.Message(Fields(value, source), 0),
        JsonValueKind.String => new ProtoValue.Text(Text(value, source), 0),
        JsonValueKind.True or JsonValueKind.False => new ProtoValue.Word(value.GetBoolean() ? "true" : "false", 0),
        JsonValueKind.Number when value.TryGetInt64(out var whole) => new ProtoValue.Whole(whole, 0),
        JsonValueKind.Number => new ProtoValue.Real(value.GetDouble(), 0),
        _ => throw new InvalidFileException(source, [new Fault(string.Empty, "has a list or null in a list; a field's list holds values or messages")]),
    };

    private static string Text(JsonElement value, string source)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidFileException(source, [new Fault(string.Empty, "has text that is not Unicode: half of a surrogate pair")]);
        }
    }

    private static string Name(string name)
    {
        var snake = new StringBuilder();
        foreach (var c in name)
        {
            _ = char.IsAsciiLetterUpper(c) ? snake.Append('_').Append(char.ToLowerInvariant(c)) : snake.Append(c);
        }

        return snake.ToString();
    }
}
