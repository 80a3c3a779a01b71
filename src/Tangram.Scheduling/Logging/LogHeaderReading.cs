using System.Text.Json;
using Tangram.Core.Files;

namespace Tangram.Scheduling.Logging;

/// <summary>Reads the first line of a log, which may have been written by hand, and makes sure that an engine can be built of it.</summary>
internal static class LogHeaderReading
{
    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidFileException">There is none, or it is not as it should be.</exception>
    public static LogHeader Read(LogLines lines) => Read(lines, out _);

    /// <summary>Reads the header.</summary>
    /// <param name="lines">The log.</param>
    /// <param name="line">Its text; good until the next line is read.</param>
    /// <exception cref="InvalidFileException">There is none, or it is not as it should be.</exception>
    public static LogHeader Read(LogLines lines, out ReadOnlyMemory<byte> line)
    {
        if (!lines.TryRead(out line))
        {
            throw new InvalidFileException(lines.File, [new Fault(string.Empty, "is empty; the first line of a decision log is its header")]);
        }

        lines.Parse(line);
        try
        {
            var header = JsonSerializer.Deserialize(line.Span, LogJson.Default.LogHeader) ?? throw lines.Fault("is not the header of a decision log");
            return FaultOf(header) is { } fault ? throw lines.Fault(fault) : header;
        }
        catch (JsonException fault)
        {
            throw lines.Fault($"is not the header of a decision log: {fault.Message.ReplaceLineEndings(" ").Split(" Path:")[0]}");
        }
    }

    private static string? FaultOf(LogHeader header)
    {
        if (header.Version != 1)
        {
            return FormattableString.Invariant($"is of version {header.Version}; this program reads version 1");
        }

        try
        {
            _ = header.Policies.Create();
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return $"policies: {fault.Message.Split(" (Parameter")[0]}";
        }

        return header.ToLogged().FindFault();
    }
}
