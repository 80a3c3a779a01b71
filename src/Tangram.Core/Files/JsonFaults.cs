using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tangram.Core.Files;

/// <summary>Says what is wrong with JSON text in the words of the file, where the reader speaks of its own types.</summary>
internal static partial class JsonFaults
{
    /// <summary>What the reader found; at least one.</summary>
    public static IReadOnlyList<Fault> Of(JsonException exception)
    {
        var path = exception.Path?.TrimStart('$').TrimStart('.') ?? string.Empty;
        if (Missing().Match(exception.Message) is { Success: true } missing)
        {
            return [.. Quoted().Matches(missing.Groups["names"].Value).Select(name => new Fault(Join(path, name.Groups["name"].Value), "is missing"))];
        }

        if (Unknown().Match(exception.Message) is { Success: true } unknown)
        {
            var name = unknown.Groups["name"].Value;
            return [new Fault(path.EndsWith(name, StringComparison.Ordinal) ? path : Join(path, name), "is not known")];
        }

        if (NotNull().Match(exception.Message) is { Success: true } nothing)
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(nothing.Groups["name"].Value);
            return [new Fault(path.EndsWith(name, StringComparison.Ordinal) ? path : Join(path, name), "is null; a value is needed")];
        }

        return [new Fault(path, Kind().Match(exception.Message) is { Success: true } kind ? $"is not {InWords(kind.Groups["type"].Value)}" : FirstSentence(exception.Message))];
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string InWords(string type) => type switch
    {
        "System.Int32" or "System.Int64" => "a whole number",
        "System.Double" => "a number",
        "System.String" => "a text",
        "System.Boolean" => "true or false",
        _ => type.Contains("Collection", StringComparison.Ordinal) || type.Contains("List", StringComparison.Ordinal) ? "a list" : "a section of keys and values",
    };

    // The reader appends the position to its sentence; the path already tells it.
    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).ReplaceLineEndings(" ");
    }

    [GeneratedRegex("was missing required properties including: (?<names>.*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("The JSON property '(?<name>[^']+)' could not be mapped", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unknown();

    [GeneratedRegex("'(?<name>[^']+)' on type '[^']+' doesn't allow null", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotNull();

    [GeneratedRegex("could not be converted to (?<type>[^ ]+)\\.( |$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kind();
}
