using System.Globalization;
using Spectre.Console;
using Tangram.Planning.Tradeoffs;

namespace Tangram.Cli.Plans;

/// <summary>Shows to people what other objectives would take.</summary>
internal static class TradeoffReport
{
    /// <summary>Writes a table for accuracy and one for latency.</summary>
    public static void Write(TextWriter output, TradeoffTable tradeoffs)
    {
        var console = PlanReport.Console(output);
        foreach (var tradeoff in (Tradeoff[])[tradeoffs.Accuracy, tradeoffs.Latency])
        {
            console.WriteLine();
            console.WriteLine(Title(tradeoff));
            console.Write(Table(tradeoff));
        }
    }

    /// <summary>What a trade-off is of.</summary>
    public static string Title(Tradeoff tradeoff) => $"Devices and slices against the {Axis(tradeoff)}";

    /// <summary>The objective with its unit.</summary>
    public static string Axis(Tradeoff tradeoff) => $"{tradeoff.Objective} objective{tradeoff.Unit switch { "ms" => ", ms", "times" => ", times what was asked", _ => string.Empty }}";

    private static Table Table(Tradeoff tradeoff)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in (string[])["objective", "devices", "slices"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var point in tradeoff.Points)
        {
            // What was asked for is marked.
            var mark = point.Objective == tradeoff.Asked ? "► " : string.Empty;
            table.AddRow($"{mark}{point.Objective.ToString("#,0.####", CultureInfo.InvariantCulture)}", Count(point.Devices), Count(point.Slices));
        }

        return table;
    }

    private static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "no plan";
}
