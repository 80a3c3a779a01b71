using System.Buffers;
using Tangram.Core.Files;

namespace Tangram.Scheduling.Logging;

/// <summary>Finds where two logs go apart.</summary>
/// <param name="Lines">Lines after the headers that are the same.</param>
/// <param name="AreHeadersSame">Whether the runs decided by the same policies on the same layout.</param>
/// <param name="Difference">The first line after the headers that is not the same; null where there is none.</param>
public sealed record LogComparison(long Lines, bool AreHeadersSame, LogDifference? Difference)
{
    private const long LinesBetweenChecks = 1 << 14;

    /// <summary>Compares two logs.</summary>
    /// <param name="first">One log.</param>
    /// <param name="firstFile">What the user calls it; for messages.</param>
    /// <param name="second">The other.</param>
    /// <param name="secondFile">What the user calls that.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="InvalidFileException">One of them is not a decision log; the message names the line.</exception>
    public static LogComparison Of(Stream first, string firstFile, Stream second, string secondFile, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (left, right) = (new LogLines(first, firstFile), new LogLines(second, secondFile));
        LogHeaderReading.Read(left, out var header);
        LogHeaderReading.Read(right, out var otherHeader);
        var areSame = left.AreSame(header, otherHeader);
        return new LogComparison(0, areSame, Difference: null).Read(left, right, cancellation);
    }

    private LogComparison Read(LogLines left, LogLines right, CancellationToken cancellation)
    {
        var before = new ArrayBufferWriter<byte>();
        before.Write("the header"u8);
        while (true)
        {
            var (isLine, isOther) = (left.TryRead(out var line), right.TryRead(out var other));
            if (!isLine && !isOther)
            {
                return this with { Lines = left.Number - 1 };
            }

            if (!isLine || !isOther || !Same(left, line, right, other))
            {
                var number = isLine ? left.Number : right.Number;
                return this with
                {
                    Lines = number - 2,
                    Difference = new LogDifference(number, LogLines.Text(before.WrittenSpan), isLine ? LogLines.Text(line.Span) : null, isOther ? LogLines.Text(other.Span) : null),
                };
            }

            before.ResetWrittenCount();
            before.Write(line.Span);
            if (left.Number % LinesBetweenChecks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private static bool Same(LogLines left, ReadOnlyMemory<byte> line, LogLines right, ReadOnlyMemory<byte> other) =>
        line.Span.SequenceEqual(other.Span) || System.Text.Json.JsonElement.DeepEquals(left.Parse(line), right.Parse(other));
}
