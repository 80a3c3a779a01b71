using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Terminal;

namespace Tangram.Cli.Reproductions.Queries;

/// <summary>Shows the study to people.</summary>
internal static class QueryTable
{
    /// <summary>What the columns of <see cref="Rows"/> are.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["model", "design", "cut into", "queries/s within the objective", "p95 there, ms", "objective, ms"];

    /// <summary>One row for each model and design.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(QueryReport report) =>
        from model in report.Models
        from design in model.Designs
        select (IReadOnlyList<string>)
        [
            model.Model,
            design.Design,
            design.Layout,
            design.Bounded?.QueriesPerSecond.ToString("#,0", CultureInfo.InvariantCulture) ?? "none",
            design.Bounded?.P95Milliseconds.ToString("0.0", CultureInfo.InvariantCulture) ?? "–",
            model.ObjectiveMilliseconds.ToString("0.0", CultureInfo.InvariantCulture),
        ];

    /// <summary>Writes the tables, and what they were made with.</summary>
    public static void Write(TextWriter output, QueryReport report)
    {
        var console = Output.Over(output, !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected);
        var table = new Table().Border(TableBorder.Rounded).Title("Latency-bounded throughput");
        for (var column = 0; column < Columns.Count; column++)
        {
            var added = new TableColumn(Columns[column]);
            table.AddColumn(column < 3 ? added : added.RightAligned());
        }

        foreach (var row in Rows(report))
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.Write(table);
        ComparedTable.Write(console, report.Comparison);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Gpus} × {report.Gpu}; {report.Queries} queries at each load; seed {report.Seed}"));
        console.WriteLine($"batch sizes of queries: {report.Sizes}; objective: 1.5 times the largest on the whole GPU");
        foreach (var model in report.Models)
        {
            console.WriteLine($"profile of {model.Model}: {model.Basis}");
        }
    }
}
