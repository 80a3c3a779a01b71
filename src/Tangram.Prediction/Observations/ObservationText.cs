using System.Globalization;
using Tangram.Core.Files;
using static Tangram.Prediction.Observations.ObservationColumns;

namespace Tangram.Prediction.Observations;

/// <summary>Reads and writes <c>observations.csv</c>: a row for each batch that ended and what ran beside it.</summary>
/// <remarks>
/// The first line names the columns, in any order; those that are not known are passed over. A batch beside several others has a row for each of them,
/// with the same <c>batch_id</c>, which need not follow each other; one that ran alone has one row in which all about a co-runner is empty. The text is
/// read and written line by line, so that only the observations themselves take memory.
/// </remarks>
public static class ObservationText
{
    /// <summary>The most lines that are read.</summary>
    public const int MostLines = 20_000_000;

    /// <summary>The header that is written.</summary>
    public static string Header { get; } = string.Join(',', Known);

    /// <summary>Reads observations, in the order of their first rows, and nothing after the first line that is not as it should be.</summary>
    /// <param name="reader">The file's text.</param>
    /// <param name="fileName">What the user calls the file; for messages.</param>
    /// <param name="progress">Told the number of a line now and then; null where nobody asks.</param>
    /// <returns>At least one.</returns>
    /// <exception cref="InvalidFileException">The text is not as it should be; the message names line and column and says what would be right.</exception>
    public static IReadOnlyList<Observation> Read(TextReader reader, string fileName, Action<int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new ObservationReading(fileName, new LineReader(reader)).Read(MostLines, progress);
    }

    /// <summary>Writes the header and observations.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="observations">What is written, each with an identifier of its own.</param>
    /// <exception cref="ArgumentException">A name is empty, has blanks around it, or a comma, quote or line break in it.</exception>
    public static void Write(TextWriter writer, IEnumerable<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        WriteHeader(writer);
        foreach (var observation in observations)
        {
            Write(writer, observation);
        }
    }

    /// <summary>Writes the header alone.</summary>
    public static void WriteHeader(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Header);
        writer.Write('\n');
    }

    /// <summary>Writes the rows of one observation.</summary>
    /// <exception cref="ArgumentException">A name is empty, has blanks around it, or a comma, quote or line break in it.</exception>
    public static void Write(TextWriter writer, Observation observation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(observation);
        var own = observation.Own;
        var before = $"{Name(observation.Batch)},{Name(own.Signature.Variant)},{Text(own.Batch)},{Text(own.Share)},{Text(observation.SoloMilliseconds)},{Text(own.Signature.L2)},{Text(own.Signature.Dram)},";
        var after = $",{Text(observation.LatencyMilliseconds)},{(observation.StartedSeconds is { } started ? Text(started) : string.Empty)},";
        if (observation.Beside.Count == 0)
        {
            writer.Write($"{before},,,,,0{after},\n");
        }

        foreach (var (runner, presence) in observation.Beside)
        {
            var beside = $"{Name(runner.Signature.Variant)},{Text(runner.Batch)},{Text(runner.Share)},{Text(runner.Signature.L2)},{Text(runner.Signature.Dram)},{Text(OverlapOf(presence.From, presence.To))}";
            writer.Write($"{before}{beside}{after}{Text(presence.From)},{Text(presence.Expected)}\n");
        }
    }

    // The shortest number that says the same end, which the difference as it is computed need not be.
    private static double OverlapOf(double from, double to)
    {
        var shorter = double.Parse((to - from).ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return from + shorter == to ? shorter : to - from;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Name(string name) =>
        name.Length > 0 && name.Trim().Length == name.Length && !name.Any(c => c is ',' or '"' || char.IsControl(c))
            ? name
            : throw new ArgumentException($"'{name}' cannot be a name in a file of observations: it is empty, has blanks around it, or a comma, quote or line break in it", nameof(name));
}
