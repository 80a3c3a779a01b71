using System.Text.Json;
using Tangram.Core.Files;

namespace Tangram.Scheduling.Logging;

/// <summary>Reads the first line of a log, which may have been written by hand, and makes sure that an engine can be built of it.</summary>
internal static class LogHeaderReading
{
    private const int MostProcesses = 4096;
    private const int LargestBatch = 1 << 16;

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

        return TasksFault(header) ?? SegmentsFault(header);
    }

    private static string? TasksFault(LogHeader header)
    {
        var applications = header.Applications.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < header.Tasks.Count; i++)
        {
            var task = header.Tasks[i];
            if (task.Index != i || !applications.Contains(task.Application) || task.Children.Any(c => c <= i || c >= header.Tasks.Count))
            {
                return FormattableString.Invariant($"tasks[{i}] has another index, an application that is not there, or a child that does not come after it");
            }

            if (!header.Segments.Any(s => s.Tasks.Contains(i)))
            {
                return FormattableString.Invariant($"tasks[{i}] has no segment");
            }
        }

        return header.Tasks.Count == 0 ? "has no tasks" : null;
    }

    private static string? SegmentsFault(LogHeader header)
    {
        for (var i = 0; i < header.Segments.Count; i++)
        {
            var segment = header.Segments[i];
            if (segment.Index != i || segment.Tasks.Count == 0 || segment.Tasks.Any(t => t < 0 || t >= header.Tasks.Count))
            {
                return FormattableString.Invariant($"segments[{i}] has another index, or tasks that are not there");
            }

            if (segment.Processes is < 1 or > MostProcesses || segment.LatencyTicks.Count is < 1 or > LargestBatch || segment.LatencyTicks.Any(t => t is < 1 or > (1L << 50)))
            {
                return FormattableString.Invariant($"segments[{i}] has no processes, no latencies, or more or longer ones than there can be");
            }
        }

        return null;
    }
}
