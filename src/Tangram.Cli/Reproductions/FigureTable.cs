using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Terminal;

namespace Tangram.Cli.Reproductions;

/// <summary>Shows a reproduction to people.</summary>
internal static class FigureTable
{
    /// <summary>Writes the table, and what it was made with.</summary>
    public static void Write(TextWriter output, FigureReport report)
    {
        var console = Output.Over(output, !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected);
        var table = new Table().Border(TableBorder.Rounded).Title(string.Create(CultureInfo.InvariantCulture, $"Largest demand of '{report.Application}' on {report.Gpus} × {report.Gpu}")).AddColumn("planner");
        foreach (var column in (string[])["requests/s", "ratio", "paper's ratio"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var row in report.Rows)
        {
            table.AddRow(row.Planner, Text(row.Demand, "#,0.#"), Text(row.Ratio, "0.00"), Text(row.PaperRatio, "0.##"));
        }

        console.Write(table);
        console.WriteLine($"profile: {report.ProfiledOn}");
        console.WriteLine("the paper's: JigsawServe (arXiv 2603.08797), 120 H100s; its profiles are not public, so the ratios differ with the models measured");
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "none";
}
