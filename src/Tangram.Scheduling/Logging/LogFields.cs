using System.Text.Json;
using Tangram.Core.Files;

namespace Tangram.Scheduling.Logging;

/// <summary>The fields of the line of a log that was read last.</summary>
internal readonly struct LogFields(JsonElement line, LogLines lines)
{
    /// <summary>The text of a field; null where it is not there.</summary>
    public string? Text(string name) => line.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;

    /// <summary>Whether a field is there.</summary>
    public bool Has(string name) => line.TryGetProperty(name, out _);

    /// <summary>A whole number.</summary>
    /// <exception cref="InvalidFileException">It is not there, or not such a number.</exception>
    public long Number(string name, long least, long most) => line.TryGetProperty(name, out var field) && IsNumber(field, least, most, out var number)
        ? number
        : throw lines.Fault(FormattableString.Invariant($"has no '{name}' that is a whole number from {least} to {most}"));

    /// <summary>Several whole numbers.</summary>
    /// <exception cref="InvalidFileException">They are not there, or not such numbers.</exception>
    public int[] Numbers(string name, int most)
    {
        if (!line.TryGetProperty(name, out var field) || field.ValueKind != JsonValueKind.Array)
        {
            throw lines.Fault($"has no '{name}' that is a list of whole numbers");
        }

        var numbers = new int[field.GetArrayLength()];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = IsNumber(field[i], 0, most, out var number) ? (int)number : throw lines.Fault(FormattableString.Invariant($"has a '{name}' that are not all whole numbers from 0 to {most}"));
        }

        return numbers;
    }

    /// <summary>True or false.</summary>
    /// <exception cref="InvalidFileException">It is not there, or neither of them.</exception>
    public bool Truth(string name) => line.TryGetProperty(name, out var field) && field.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? field.GetBoolean()
        : throw lines.Fault($"has no '{name}' that is true or false");

    /// <summary>The layout that another takes over with.</summary>
    /// <exception cref="InvalidFileException">It is not there, or no engine can be built of it.</exception>
    public Layout Layout()
    {
        try
        {
            var layout = line.TryGetProperty("layout", out var field) ? field.Deserialize(LogJson.Default.LoggedLayout) : null;
            return layout?.FindFault() is { } fault ? throw lines.Fault($"layout: {fault}") : layout?.ToLayout() ?? throw lines.Fault("has no 'layout'");
        }
        catch (JsonException fault)
        {
            throw lines.Fault($"has a 'layout' that is none: {fault.Message.ReplaceLineEndings(" ").Split(" Path:")[0]}");
        }
    }

    private static bool IsNumber(JsonElement field, long least, long most, out long number)
    {
        number = 0;
        return field.ValueKind == JsonValueKind.Number && field.TryGetInt64(out number) && number >= least && number <= most;
    }
}
