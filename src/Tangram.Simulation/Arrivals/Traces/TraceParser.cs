using Tangram.Core.Files;

namespace Tangram.Simulation.Arrivals.Traces;

/// <summary>Reads traces: <c>trace.csv</c> and traces that others have published.</summary>
/// <remarks>
/// The header tells the format: <c>seconds</c> since the start of the run or <c>timestamp</c>, which counts from the first line, either with
/// <c>count</c> behind it or without, where every line is a request; or that of the Azure LLM inference traces. Lines are in order of time; several may
/// have the same. Empty lines are passed over. The trace's length is that up to the last line and the mean time between lines behind it, or a second
/// where all have one time.
/// </remarks>
public static class TraceParser
{
    /// <summary>The most lines that are read.</summary>
    public const int MostLines = 50_000_000;

    /// <summary>The names of the formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. TraceFormat.All.Select(f => f.Name)];

    /// <summary>Reads a trace, and nothing after the first line that is not as it should be.</summary>
    /// <param name="reader">The file's text.</param>
    /// <param name="fileName">What the user calls the file; for messages.</param>
    /// <param name="format">One of <see cref="Formats"/> that the header must be of; null for any.</param>
    /// <exception cref="InvalidFileException">The text is not a trace; the message names the line and says what would be right.</exception>
    /// <exception cref="ArgumentException">There is no such format; the message lists those there are.</exception>
    public static Trace Parse(TextReader reader, string fileName, string? format = null) => Parse(reader, fileName, format, MostLines);

    /// <summary>The same with another limit.</summary>
    internal static Trace Parse(TextReader reader, string fileName, string? format, int mostLines)
    {
        ArgumentNullException.ThrowIfNull(reader);
        IReadOnlyList<TraceFormat> formats = format is null ? TraceFormat.All : [.. TraceFormat.All.Where(f => string.Equals(f.Name, format, StringComparison.Ordinal))];
        return formats.Count > 0
            ? new TraceReading(fileName, new LineReader(reader)).Read(formats, mostLines)
            : throw new ArgumentException($"no trace format is called '{format}'; known: {string.Join(", ", Formats)}", nameof(format));
    }
}
