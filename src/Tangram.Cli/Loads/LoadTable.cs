using System.Globalization;
using Spectre.Console;

namespace Tangram.Cli.Loads;

/// <summary>Load reports as a table, one column each.</summary>
internal static class LoadTable
{
    public static void Write(IAnsiConsole console, params (string Title, LoadReport Report)[] loads)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(string.Empty);
        foreach (var (title, _) in loads)
        {
            table.AddColumn(new TableColumn(Markup.Escape(title)).RightAligned());
        }

        Row("requests per second", r => Number(r.RatePerSecond, "F2"));
        Row("sent", r => Whole(r.Sent));
        Row("answered in time", r => Whole(r.InTime));
        Row("answered late", r => Whole(r.Late));
        Row("refused at once (503)", r => Whole(r.Refused));
        Row("dropped early (503)", r => Whole(r.Dropped));
        Row("failed", r => Whole(r.Failed));
        Row("lost", r => Whole(r.Lost));
        Row("attainment", r => Number(r.Attainment * 100, "F1") + " %");
        Row("p50", r => Milliseconds(r.P50Ms));
        Row("p90", r => Milliseconds(r.P90Ms));
        Row("p99", r => Milliseconds(r.P99Ms));
        Row("p99.9", r => Milliseconds(r.P999Ms));
        console.Write(table);

        void Row(string name, Func<LoadReport, string> cell) => table.AddRow([name, .. loads.Select(l => cell(l.Report))]);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(double? value) => value is { } known ? Number(known, "F0") + " ms" : "-";
}
