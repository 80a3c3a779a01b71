using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Plans;

namespace Tangram.Cli.Demos.Days;

/// <summary>Shows a day on the terminal.</summary>
internal static class DayTable
{
    /// <summary>Writes its hours, and the same day with one plan beside it.</summary>
    public static void Write(IAnsiConsole console, DayReport report)
    {
        console.Write(Hours(report));
        console.Write(Plans(report));
    }

    private static Table Hours(DayReport report)
    {
        var table = Columns("hour", "requests/s", "planned for", "slices", "accuracy", "answered in time", "re-plans");
        foreach (var h in report.Hours)
        {
            table.AddRow(
                DayClock.Text(h.Hour), Figures.Text(h.RequestsPerSecond), Figures.Text(h.PlannedDemand), Text(h.Slices, "0.0"), Text(h.Accuracy, "0.000"), Text(h.Attainment * 100, "0.0") + " %", h.Replans == 0 ? string.Empty : Text(h.Replans, "0"));
        }

        return table;
    }

    private static Table Plans(DayReport report)
    {
        var table = Columns("", "planned for", "mean slices", "accuracy", "answered in time", "variants");
        table.AddRow("adapting (served)", "what comes", Text(report.MeanSlices, "0.00"), Text(report.Accuracy, "0.000"), Text(report.Attainment * 100, "0.0") + " %", Figures.Count(report.Timeline.Select(s => s.Variants).Distinct(StringComparer.Ordinal).Count(), "choice"));
        foreach (var day in report.Static)
        {
            table.AddRow(
                $"one plan for the {day.Name} ({day.Source})", $"{Figures.Text(day.Demand)}/s", Text(day.Slices, "0"), Text(day.Accuracy, "0.000"), Text(day.Attainment * 100, "0.0") + " %", day.Variants);
        }

        return table;
    }

    private static Table Columns(string first, params string[] others)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(first);
        foreach (var name in others)
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        return table;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
