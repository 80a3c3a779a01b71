using System.Globalization;
using System.Xml.Linq;
using Tangram.Cli.Pages;
using Tangram.Cli.Pages.Charts;
using Tangram.Cli.Plans;

namespace Tangram.Cli.Demos.Days;

/// <summary>Writes a day as one page with its charts.</summary>
internal static class DayPage
{
    private const string Axis = "hours since six in the morning";
    private const string Served = "adapting (served)";

    /// <summary>The page's text.</summary>
    public static string Write(DayReport report) => PageFrame.Write(
        $"A day of '{report.Application}' in {report.Seconds.ToString("0.#", CultureInfo.InvariantCulture)} seconds",
        Facts(report),
        Html.Of("div", "below devices", Demand(report), Slices(report), Accuracy(report), Attainment(report)),
        Html.Element("section", Html.Element("h2", "Beside one plan all day"), Plans(report)),
        Html.Element("section", Html.Element("h2", "Re-plans"), Changes(report)),
        Html.Element("section", Html.Element("h2", "Hours"), Hours(report)),
        Html.Of("p", "quiet below", $"{report.Machine}. Arrivals are Poisson with seed {report.Seed.ToString(CultureInfo.InvariantCulture)}. Days with one plan are simulated with the scheduler that serves, on the same arrivals and the same profile; the adapting day was served."));

    private static XElement Facts(DayReport report) => Html.Element(
        "section",
        Html.Of(
            "ul",
            "facts",
            PageFrame.Fact(Percent(report.Attainment), "answered in time"),
            PageFrame.Fact(report.Lost.ToString(CultureInfo.InvariantCulture), $"lost of {report.Load.Sent.ToString("#,0", CultureInfo.InvariantCulture)} requests"),
            PageFrame.Fact(Text(report.MeanSlices, "0.00"), $"slices on average; {report.PeakSlices.ToString(CultureInfo.InvariantCulture)} for the peak"),
            PageFrame.Fact(Text(report.Accuracy, "0.000"), "accuracy that requests met"),
            PageFrame.Fact(report.Replans.ToString(CultureInfo.InvariantCulture), report.Replans == 1 ? "re-plan" : "re-plans"),
            PageFrame.Fact($"{Figures.Text(report.PeakDemand * DayCurve.At(DayCurve.Hours))} – {Figures.Text(report.PeakDemand)}", "requests/s at night and at the peak")));

    private static XElement Demand(DayReport report) => (Chart("Demand", "requests/s", report) with
    {
        IsWide = true,
        Series =
        [
            new ChartSeries("planned for", Steps(report.Timeline, s => s.PlannedDemand)),
            new ChartSeries("came, each hour", [.. report.Hours.Select(h => (h.Hour + 0.5, h.RequestsPerSecond))]),
            new ChartSeries("comes on average", [.. report.Timeline.Select(s => (s.Hour, s.Demand))]),
        ],
    }).Card();

    private static XElement Slices(DayReport report) => (Chart("Slices", "slices", report) with
    {
        Least = 0,
        Most = report.SlicesAvailable * 1.1,
        Series = [new ChartSeries(Served, Steps(report.Timeline, s => s.Slices)), .. report.Static.Select(d => Level(d, d.Slices))],
    }).Card();

    private static XElement Accuracy(DayReport report)
    {
        var least = report.Timeline.Select(s => s.Accuracy).Concat(report.Static.Select(d => d.Accuracy)).Min();
        return (Chart("Accuracy", "relative", report) with
        {
            Least = Math.Floor((least * 50) - 0.5) / 50,
            Most = 1.002,
            Series = [new ChartSeries(Served, Steps(report.Timeline, s => s.Accuracy)), .. report.Static.Select(d => Level(d, d.Accuracy))],
        }).Card();
    }

    private static XElement Attainment(DayReport report) => (Chart("Answered in time", "% of requests", report) with
    {
        IsWide = true,
        Most = 105,
        Series =
        [
            new ChartSeries(Served, [.. report.Hours.Where(h => h.Requests > 0).Select(h => (h.Hour + 0.5, h.Attainment * 100))]),
            .. report.Static.Select(d => new ChartSeries(Name(d), [.. d.AttainmentByHour.Select((share, hour) => (hour + 0.5, share * 100 ?? double.NaN))])),
        ],
    }).Card();

    private static LineChart Chart(string title, string unit, DayReport report) => new()
    {
        Title = title,
        Axis = Axis,
        Unit = unit,
        Series = [],
        Marks = [.. report.Changes.Select(c => (c.Hour, $"{DayClock.Text(c.Hour)} {c.What}: {c.Why}"))],
    };

    private static XElement Plans(DayReport report) => Html.Table(
        ["", "planned for, requests/s", "mean slices", "accuracy", "answered in time", "variants"],
        report.Static.Select(d => (string[])[Name(d), Figures.Text(d.Demand), d.Slices.ToString(CultureInfo.InvariantCulture), Text(d.Accuracy, "0.000"), Percent(d.Attainment), d.Variants])
            .Prepend([Served, "what comes", Text(report.MeanSlices, "0.00"), Text(report.Accuracy, "0.000"), Percent(report.Attainment), string.Join(", ", report.Timeline.Select(s => s.Variants).Distinct(StringComparer.Ordinal))]));

    private static XElement Changes(DayReport report) => report.Changes.Count == 0
        ? Html.Of("p", "quiet", "None.")
        : Html.Of("ul", "why", [.. report.Changes.Select(c => Html.Element("li", Html.Element("b", DayClock.Text(c.Hour)), $" {c.What}: {c.Why}"))]);

    private static XElement Hours(DayReport report) => Html.Table(
        ["hour", "requests", "requests/s", "planned for", "slices", "accuracy", "answered in time", "re-plans"],
        report.Hours.Select(h => (string[])
        [
            DayClock.Text(h.Hour), h.Requests.ToString(CultureInfo.InvariantCulture), Figures.Text(h.RequestsPerSecond), Figures.Text(h.PlannedDemand), Text(h.Slices, "0.0"), Text(h.Accuracy, "0.000"), Percent(h.Attainment), h.Replans.ToString(CultureInfo.InvariantCulture),
        ]));

    private static ChartSeries Level(StaticDay day, double value) => new(Name(day), [(0, value), (DayCurve.Hours, value)]);

    private static string Name(StaticDay day) => $"one plan for the {day.Name} ({day.Source})";

    // What ran, ran until the next sample.
    private static IReadOnlyList<(double X, double Y)> Steps(IReadOnlyList<DaySample> timeline, Func<DaySample, double> of) =>
        [.. timeline.SelectMany((s, i) => (IEnumerable<(double, double)>)[(s.Hour, of(s)), (i + 1 < timeline.Count ? timeline[i + 1].Hour : DayCurve.Hours, of(s))])];

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
