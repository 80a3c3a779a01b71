using System.Globalization;
using Tangram.Cli.Plans;
using Tangram.Cli.Terminal;

namespace Tangram.Cli.Demos.Days;

/// <summary>The day as it is told on the terminal.</summary>
internal static class DayStory
{
    /// <summary>What is to come.</summary>
    public static void Planned(IReadOnlyList<StaticDay> days, DayClock clock, double peakPerSecond, int requests)
    {
        DemoStory.Head("2 The day: demand rises and falls by four, and the plan with it");
        Say($"{clock.Length.TotalSeconds:0.#} s stand for 24 hours; {Figures.Count(requests, "request")} come, {peakPerSecond * DayCurve.At(DayCurve.Hours):0.##} to {peakPerSecond:0.##} a second");
        foreach (var day in days)
        {
            Say($"one plan for the {day.Name}, {day.Demand:0.##} requests/s: {Figures.Count(day.Slices, "slice")} all day, accuracy {day.Accuracy:0.000}, {day.Attainment * 100:0.0} % in time ({day.Source})");
        }
    }

    /// <summary>What came of it.</summary>
    public static void Close(DayReport report)
    {
        DemoStory.Head("3 What came of it");
        DayTable.Write(Output.Results, report);
        foreach (var change in report.Changes)
        {
            Say($"{DayClock.Text(change.Hour)}  {change.What}: {change.Why}");
        }

        Say($"\n{report.Attainment * 100:0.0} % answered in time, {report.Lost} lost; {report.MeanSlices:0.00} slices on average, {report.PeakSlices} for the peak; {report.TotalSeconds:F0} s in all. Nothing is left running.");
    }

    private static void Say(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
