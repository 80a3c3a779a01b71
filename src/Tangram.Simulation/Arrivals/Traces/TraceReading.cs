using System.Globalization;
using Tangram.Core.Files;

namespace Tangram.Simulation.Arrivals.Traces;

/// <summary>One pass over the text of a trace.</summary>
internal sealed class TraceReading(string file, LineReader lines)
{
    private const long MostRequests = 100_000_000_000;
    private const double LatestSeconds = 100 * 365.25 * 86400;
    private const string Shown = "0.#######";

    private readonly TraceBuilder _builder = new();
    private int _columns;
    private long _epoch;
    private int _instants;
    private long _firstTick;
    private long _lastTick;
    private int _lastLine;

    /// <summary>Reads the header, which is of one of the formats, and the lines after it.</summary>
    public Trace Read(IReadOnlyList<TraceFormat> formats, int mostLines)
    {
        var format = Header(formats);
        while (TryLine(out var line))
        {
            if (lines.Number > mostLines)
            {
                throw Fault($"is beyond the {mostLines.ToString("N0", CultureInfo.InvariantCulture)} lines that are read; shorten the trace, or give counts of requests");
            }

            Take(line, format);
        }

        return _builder.IsEmpty
            ? throw new InvalidFileException(file, [new Fault(string.Empty, "holds no request; the header is followed by a line for each time at which requests come")])
            : _builder.Build(Length());
    }

    private TraceFormat Header(IReadOnlyList<TraceFormat> formats)
    {
        var known = string.Join(" or ", formats.SelectMany(f => f.Headers).Select(h => $"'{h}'"));
        if (!TryLine(out var line))
        {
            throw new InvalidFileException(file, [new Fault(string.Empty, $"is empty; the first line is {known}")]);
        }

        var header = line.TrimStart('\uFEFF').ToString().Replace(" ", string.Empty, StringComparison.Ordinal);
        _columns = header.Count(c => c == ',') + 1;
        return formats.FirstOrDefault(f => f.Headers.Contains(header, StringComparer.OrdinalIgnoreCase))
            ?? throw Fault($"{Quoted(line)} is not a header; {known} is right");
    }

    // The next line that is not empty.
    private bool TryLine(out ReadOnlySpan<char> line)
    {
        while (lines.TryRead(out line))
        {
            if (line.Length > LineReader.LongestLine)
            {
                throw Fault(FormattableString.Invariant($"is longer than {LineReader.LongestLine} characters; a line holds one time and its figures"));
            }

            line = line.Trim();
            if (!line.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private void Take(ReadOnlySpan<char> line, TraceFormat format)
    {
        var columns = line.Count(',') + 1;
        if (columns != _columns)
        {
            throw Fault(FormattableString.Invariant($"{Quoted(line)} has {Columns(columns)}; the header has {_columns}"));
        }

        var comma = line.IndexOf(',');
        var time = comma < 0 ? line : line[..comma].TrimEnd();
        var tick = format.HasTimestamps ? Timestamp(time) : Seconds(time);
        if (tick < _lastTick)
        {
            throw Fault(FormattableString.Invariant($"{Quoted(time)} is earlier than '{Write(_lastTick, format)}' of line {_lastLine}; sort the lines by time"));
        }

        if (_instants == 0 || tick > _lastTick)
        {
            _instants++;
        }

        (_firstTick, _lastTick, _lastLine) = (_instants == 1 ? tick : _firstTick, tick, lines.Number);
        _builder.Add(tick, comma < 0 || !format.CountsRequests ? 1 : Count(line[(comma + 1)..].TrimStart()));
    }

    private long Seconds(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= LatestSeconds
            ? (long)Math.Round(seconds * TimeSpan.TicksPerSecond)
            : throw Fault($"{Quoted(text)} is not a time in seconds, a number from 0 to {LatestSeconds.ToString("N0", CultureInfo.InvariantCulture)}");

    private long Timestamp(ReadOnlySpan<char> text)
    {
        if (!Iso8601.TryParse(text, out var ticks))
        {
            throw Fault($"{Quoted(text)} is not a time such as 2023-11-16T18:17:03.97996Z");
        }

        _epoch = _instants == 0 ? ticks : _epoch;
        return ticks - _epoch;
    }

    private long Count(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostRequests
            ? count
            : throw Fault($"{Quoted(text)} is not a count of requests, a whole number from 0 to {MostRequests.ToString("N0", CultureInfo.InvariantCulture)}");

    // Times at which nothing comes count as well: they say how long was looked.
    private TimeSpan Length() => new(_lastTick + (_instants == 1 ? TimeSpan.TicksPerSecond : Math.Max(1, (_lastTick - _firstTick) / (_instants - 1))));

    private string Write(long tick, TraceFormat format) => format.HasTimestamps
        ? Iso8601.Write(_epoch + tick)
        : ((decimal)tick / TimeSpan.TicksPerSecond).ToString(Shown, CultureInfo.InvariantCulture);

    private static string Columns(int count) => count == 1 ? "1 column" : FormattableString.Invariant($"{count} columns");

    // On one line and short, whatever the file holds.
    private static string Quoted(ReadOnlySpan<char> text)
    {
        const int Most = 60;
        var shown = string.Concat(text.Length > Most ? text[..Most] : text, text.Length > Most ? "…" : string.Empty);
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c))}'";
    }

    private InvalidFileException Fault(string message) => new(file, [new Fault(FormattableString.Invariant($"line {lines.Number}"), message)]);
}
