using System.Buffers;
using Tangram.Core.Files;

namespace Tangram.Scheduling.Logging;

/// <summary>Decides a log again: an engine built of its header is told its events, and what it writes is compared with the log line by line.</summary>
/// <remarks>Memory grows with the requests in flight and the longest line, not with the log.</remarks>
public sealed class Replay
{
    private const long LinesBetweenChecks = 1 << 14;

    private readonly LogLines _lines;
    private readonly ArrayBufferWriter<byte> _before = new();
    private long _events;
    private long _decisions;

    private Replay(LogLines lines) => _lines = lines;

    /// <summary>Decides a log again.</summary>
    /// <param name="log">The log.</param>
    /// <param name="file">What the user calls it; for messages.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="InvalidFileException">It is not a decision log, or ends too early; the message names the line.</exception>
    public static ReplayOutcome Run(Stream log, string file, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        var lines = new LogLines(log, file);
        using var engine = new ReplayedEngine(lines, LogHeaderReading.Read(lines));
        return new Replay(lines).Run(engine, cancellation);
    }

    private ReplayOutcome Run(ReplayedEngine engine, CancellationToken cancellation)
    {
        Remember("the header"u8);
        while (_lines.TryRead(out var line))
        {
            if (_lines.Number % LinesBetweenChecks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (!engine.TryNext(out var decided))
            {
                var fields = new LogFields(_lines.Parse(line), _lines);
                if (fields.Text("event") is not { } name)
                {
                    return Different(line, other: null);
                }

                engine.Tell(name, fields);
                if (!engine.TryNext(out decided))
                {
                    return Different(line, "the request is let in");
                }

                _events++;
                _decisions -= name is "refuse" ? 0 : 1;
            }

            if (!_lines.AreSame(line, decided))
            {
                return Different(line, LogLines.Text(decided.Span));
            }

            _decisions++;
            Remember(line.Span);
        }

        return engine.TryNext(out _)
            ? throw _lines.Fault("is the last, but what was decided on its event does not follow; the log is cut off")
            : new ReplayOutcome(_events, _decisions, Difference: null);
    }

    private ReplayOutcome Different(ReadOnlyMemory<byte> line, string? other)
    {
        _lines.Parse(line);
        return new ReplayOutcome(_events, Math.Max(0, _decisions), new LogDifference(_lines.Number, LogLines.Text(_before.WrittenSpan), LogLines.Text(line.Span), other));
    }

    private void Remember(ReadOnlySpan<byte> line)
    {
        _before.ResetWrittenCount();
        _before.Write(line);
    }
}
