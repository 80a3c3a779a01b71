using System.Globalization;
using Tangram.Core.Files;

namespace Tangram.Core.Profiles.ParvaGpu;

/// <summary>Reads the comma-separated tables of ParvaGPU's public data.</summary>
internal static class ParvaTable
{
    private const string Header = "Mig instance,Batch size,Workload Number,Throughput,Latency";
    private static readonly int[] Sizes = [1, 2, 3, 4, 7];

    /// <summary>Reads a profile, <c>prof_data/MODEL.csv</c>.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">What the user calls the file; for messages.</param>
    /// <returns>The rows with their line numbers, from 2.</returns>
    /// <exception cref="InvalidFileException">A line is not as it should be; the first that is not is named.</exception>
    public static IReadOnlyList<(int Line, ParvaRow Row)> Read(string text, string file)
    {
        var lines = Lines(text);
        if (lines.Count == 0 || !string.Equals(lines[0], Header, StringComparison.Ordinal))
        {
            throw Fault(file, 1, $"is not the header '{Header}'");
        }

        var rows = new List<(int, ParvaRow)>();
        var seen = new HashSet<(int, int, int)>();
        for (var line = 2; line <= lines.Count; line++)
        {
            var row = Row(lines[line - 1], file, line);
            rows.Add(seen.Add((row.Slices, row.Batch, row.Processes)) ? (line, row) : throw Fault(file, line, "gives a size, batch and number of processes that an earlier line has given"));
        }

        return rows.Count > 0 ? rows : throw Fault(file, 1, "is the only line; a row of figures follows");
    }

    /// <summary>The lines without the empty ones at the end.</summary>
    public static IReadOnlyList<string> Lines(string text) => text.TrimEnd().Length == 0 ? [] : text.TrimEnd().ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n');

    /// <summary>A number of at least 0, or null.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && double.IsFinite(value) ? value : null;

    /// <summary>What is wrong with a line.</summary>
    public static InvalidFileException Fault(string file, int line, string message) =>
        new(file, [new Fault(string.Create(CultureInfo.InvariantCulture, $"line {line}"), message)]);

    private static ParvaRow Row(string line, string file, int number)
    {
        var cells = line.Split(',');
        if (cells.Length != 5)
        {
            throw Fault(file, number, string.Create(CultureInfo.InvariantCulture, $"has {cells.Length} columns; 5 are right: {Header}"));
        }

        var slices = Whole(cells[0]);
        if (!Sizes.Contains(slices))
        {
            throw Fault(file, number, $"'{cells[0]}' is not a MIG instance of {string.Join(", ", Sizes)} slices");
        }

        if (Whole(cells[1]) < 1 || Whole(cells[2]) < 1)
        {
            throw Fault(file, number, $"'{(Whole(cells[1]) < 1 ? cells[1] : cells[2])}' is not a whole number of at least 1");
        }

        var (throughput, latency) = (Number(cells[3]), Number(cells[4]));
        return throughput is null || latency is null
            ? throw Fault(file, number, $"'{(throughput is null ? cells[3] : cells[4])}' is not a number of at least 0")
            : new ParvaRow(slices, Whole(cells[1]), Whole(cells[2]), throughput.Value, latency.Value);
    }

    private static int Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
