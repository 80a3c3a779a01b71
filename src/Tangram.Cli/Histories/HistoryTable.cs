using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Simulations;
using Tangram.Cli.Terminal;
using Tangram.Server.History;

namespace Tangram.Cli.Histories;

/// <summary>Lists entries of the history, a line each.</summary>
internal static class HistoryTable
{
    public static void Write(TextWriter output, IReadOnlyList<HistoryEntry> entries)
    {
        var console = Output.Over(output, !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected);
        if (entries.Count == 0)
        {
            console.WriteLine("no entries");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("id", "when (UTC)", "application", "kind", "what", "why", "figures", "took");
        table.Columns[0].RightAligned();
        table.Columns[^1].RightAligned();
        foreach (var entry in entries)
        {
            string[] cells =
            [
                entry.Id.ToString(CultureInfo.InvariantCulture) + (entry.HasPlan ? "*" : " "),
                entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                entry.Application,
                entry.Kind,
                entry.What,
                entry.Why,
                Words(entry.Before ?? new HistoryFigures(), entry.After ?? new HistoryFigures()),
                Time(entry.DurationMilliseconds),
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        console.Write(table);
        console.WriteLine("* 'tangram history --plan ID' prints its plan");
    }

    private static string Words(HistoryFigures before, HistoryFigures after)
    {
        string?[] parts =
        [
            Change("demand", before.Demand, after.Demand),
            Change("planned", before.PlannedDemand, after.PlannedDemand),
            Change("slices", before.Slices, after.Slices),
            Change("accuracy", before.Accuracy, after.Accuracy),
            Change("attainment", before.Attainment, after.Attainment),
            Change("lowest capacity", before.LowestCapacity, after.LowestCapacity),
            after.DipMilliseconds is { } dip ? $"dip {Time(dip)}" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string? Change(string name, double? before, double? after)
    {
        var (was, becomes) = (before is { } b ? Plans.Figures.Text(b) : null, after is { } a ? Plans.Figures.Text(a) : null);
        return (was, becomes) switch
        {
            (null, null) => null,
            (null, _) => $"{name} {becomes}",
            (_, null) => $"{name} {was}",
            _ when string.Equals(was, becomes, StringComparison.Ordinal) => $"{name} {was}",
            _ => $"{name} {was} → {becomes}",
        };
    }

    private static string Time(double? milliseconds) => milliseconds is { } time ? TimeText.Write(TimeSpan.FromMilliseconds(time)) : string.Empty;
}
