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

        if (NotFinite().IsMatch(exception.Message))
        {
            return [new Fault(path, "is not a number that JSON can hold, which NaN and Infinity are not; give a finite number")];
        }

        // The path is where the reader had come to, which says less than the line does.
        if (exception.InnerException is JsonException)
        {
            return [new Fault(FormattableString.Invariant($"line {exception.LineNumber + 1}"), $"is not JSON: {FirstSentence(exception.Message)}")];
        }

        return [new Fault(path, exception.Message.Contains("could not be converted", StringComparison.Ordinal) ? WrongKind(exception) : FirstSentence(exception.Message))];
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    // The message names the type around the value; only the cause knows what was expected of the value itself.
    private static string WrongKind(JsonException exception) => Kind().Match(exception.InnerException?.Message ?? string.Empty) is { Success: true } kind
        ? $"is not a {kind.Groups["kind"].Value}"
        : "is not of the kind that belongs here";

    // The reader appends the position to its sentence; the path already tells it.
    private static string FirstSentence(string message)
    {
        message = message.Replace("Expected depth to be zero at the end of the JSON payload. ", string.Empty, StringComparison.Ordinal);
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

    [GeneratedRegex("^'[NI]' is (an invalid start of a value|invalid within a number)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotFinite();

    [GeneratedRegex("token type '[^']+' as a (?<kind>[a-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kind();
}
