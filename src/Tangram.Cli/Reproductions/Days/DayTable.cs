using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Terminal;

namespace Tangram.Cli.Reproductions.Days;

/// <summary>Shows a day to people.</summary>
internal static class DayTable
{
    /// <summary>Writes the tables, and what they were made with.</summary>
    public static void Write(TextWriter output, DayReport report)
    {
        var console = Output.Over(output, !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected);
        console.Write(Systems(report));
        ComparedTable.Write(console, report.Comparison);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Gpus} × {report.Gpu}, {report.Slices} slices; {report.SimulatedPoints} of {DayShape.Points} points, {report.SecondsPerPoint:0.##} s of each; seed {report.Seed}"));
        console.WriteLine($"demand: {report.Shape}");
        console.WriteLine($"policies: {report.Policies}; queueing factor {DayOptions.QueueingFactor.ToString(CultureInfo.InvariantCulture)} [P], no reserve");
        foreach (var application in report.Applications)
        {
            console.WriteLine($"profile of {application.Application}: {application.Basis}");
        }
    }

    /// <summary>One row for each application, system and span: their texts, as tables and the page show them.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(DayReport report) =>
        from application in report.Applications
        from system in application.Systems
        from span in DaySpan.All
        let average = system.Of(span)
        select (IReadOnlyList<string>)
        [
            application.Application,
            system.Planner,
            span.Name,
            system.LargestDemand?.ToString("#,0.#", CultureInfo.InvariantCulture) ?? "no plan",
            .. (average is null ? ["–", "–", "–", "–"] : (string[])[.. ((double[])[average.SliceShare, average.Violations, average.AccuracyDrop, average.NotPlannedFor]).Select(DayComparison.Percent)]),
        ];

    /// <summary>What the columns of <see cref="Rows"/> are.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["application", "system", "demand", "largest demand/s", "slices", "violations", "accuracy drop", "beyond its plan"];

    private static Table Systems(DayReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("A day on the full system's capacity");
        for (var column = 0; column < Columns.Count; column++)
        {
            var added = new TableColumn(Columns[column]);
            table.AddColumn(column < 3 ? added : added.RightAligned());
        }

        foreach (var row in Rows(report))
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }
}
