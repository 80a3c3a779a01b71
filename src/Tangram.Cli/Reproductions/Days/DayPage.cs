using System.Globalization;
using System.Xml.Linq;
using Tangram.Cli.Pages;
using Tangram.Cli.Pages.Charts;

namespace Tangram.Cli.Reproductions.Days;

/// <summary>Writes a day as one page with its charts.</summary>
internal static class DayPage
{
    private const string Axis = "five-minute point of the day";

    private static readonly ChartBand[] Bands = [.. ((DaySpan[])[DaySpan.High, DaySpan.Low]).Select(s => new ChartBand(s.Name, s.From, s.To))];

    /// <summary>The page's text.</summary>
    public static string Write(DayReport report) => PageFrame.Write(
        "A day of JigsawServe's systems (figure 4, arXiv 2603.08797)",
        Facts(report),
        Averages(report),
        ComparedSection.Of(report.Comparison),
        report.Applications.Select(a => Section(a, report)),
        Html.Element("section", Html.Element("h2", "Averages"), Html.Table(DayTable.Columns, DayTable.Rows(report))));

    private static XElement Facts(DayReport report) => Html.Element(
        "section",
        Html.Of(
            "ul",
            "facts",
            PageFrame.Fact(string.Create(CultureInfo.InvariantCulture, $"{report.Gpus} × {report.Gpu}"), $"{report.Slices.ToString(CultureInfo.InvariantCulture)} slices"),
            PageFrame.Fact(string.Create(CultureInfo.InvariantCulture, $"{report.SimulatedPoints} of {DayShape.Points}"), "points simulated"),
            PageFrame.Fact(string.Create(CultureInfo.InvariantCulture, $"{report.SecondsPerPoint:0.##} s"), "of each"),
            PageFrame.Fact($"× {DayOptions.QueueingFactor.ToString(CultureInfo.InvariantCulture)}", "queueing factor [P], no reserve"),
            PageFrame.Fact(report.Seed.ToString(CultureInfo.InvariantCulture), "seed")),
        Html.Of("p", "quiet below", $"Demand: {report.Shape}. Policies: {report.Policies}."),
        Bases(report) is [var only] ? Html.Of("p", "quiet below", $"Profile: {only}.") : null);

    private static List<string> Bases(DayReport report) => [.. report.Applications.Select(a => a.Basis).Distinct(StringComparer.Ordinal)];

    private static XElement Averages(DayReport report) => Html.Of(
        "div",
        "devices",
        Bars(report, "Slices on average, of those there are", a => a.SliceShare),
        Bars(report, "Violations", a => a.Violations));

    private static XElement Bars(DayReport report, string title, Func<DayAverage, double> of) => new BarChart
    {
        Title = title,
        Unit = "% over the whole day",
        Names = [.. report.Applications[0].Systems.Select(s => s.Planner)],
        Groups = [.. report.Applications.Select(a => (a.Application, (IReadOnlyList<double?>)[.. a.Systems.Select(s => s.Of(DaySpan.Whole) is { } average ? of(average) * 100 : (double?)null)]))],
        Text = value => value.ToString(value is 0 or >= 9.95 ? "0" : "0.0", CultureInfo.InvariantCulture),
    }.Card();

    private static XElement Section(DayApplication application, DayReport report) => Html.Element(
        "section",
        Html.Element("h2", $"{application.Application} ", Html.Of("span", "quiet", string.Create(CultureInfo.InvariantCulture, $"up to {application.Capacity:#,0} requests/s, {application.LatencyObjectiveMilliseconds:0} ms"))),
        Bases(report).Count == 1 ? null : Html.Of("p", "quiet", $"Profile: {application.Basis}."),
        Html.Of(
            "div",
            "devices",
            (Chart(application, "Slices", "slices", p => p.Slices) with { IsWide = true, Most = report.Slices * 1.05 }).Card(),
            (Chart(application, "Violations", "% of requests", p => p.Requests == 0 ? 0 : 100.0 * p.Violations / p.Requests) with { Most = 100 }).Card(),
            (Chart(application, "Accuracy drop", "%", p => 100 * p.AccuracyDrop) with { Limit = ("objective", 100 * (1 - application.AccuracyObjective)) }).Card()));

    private static LineChart Chart(DayApplication application, string title, string unit, Func<DayPoint, double> of) => new()
    {
        Title = title,
        Axis = Axis,
        Unit = unit,
        Bands = Bands,
        Series = [.. application.Systems.Select(s => new ChartSeries(s.Planner, [.. s.Points.Select(p => ((double)p.Point, of(p)))]))],
    };
}
