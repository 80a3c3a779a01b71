using System.Globalization;
using System.Xml.Linq;
using Tangram.Cli.Pages;
using Tangram.Cli.Pages.Charts;

namespace Tangram.Cli.Reproductions.Queries;

/// <summary>Writes the study as one page with its charts.</summary>
internal static class QueryPage
{
    // Curves are drawn up to so many times the objective.
    private const double Most = 2.5;

    /// <summary>The page's text.</summary>
    public static string Write(QueryReport report) => PageFrame.Write(
        "PARIS+ELSA's designs (arXiv 2202.13481)",
        Html.Of(
            "ul",
            "facts",
            PageFrame.Fact(string.Create(CultureInfo.InvariantCulture, $"{report.Gpus} × {report.Gpu}"), "GPUs"),
            PageFrame.Fact(report.Queries.ToString("#,0", CultureInfo.InvariantCulture), "queries at each load"),
            PageFrame.Fact("1.5 ×", "the largest query on the whole GPU is the objective [R]"),
            PageFrame.Fact(report.Seed.ToString(CultureInfo.InvariantCulture), "seed")),
        Html.Of("p", "quiet below", $"Batch sizes of queries: {report.Sizes}. A query runs alone on one segment, as one batch. A dash is none within the objective; a curve at a chart's upper edge goes on above it."),
        Throughputs(report),
        report.Models.Select(Section),
        Html.Element("section", Html.Element("h2", "Designs"), Html.Table(QueryTable.Columns, QueryTable.Rows(report))),
        ComparedSection.Of(report.Comparison));

    private static XElement Throughputs(QueryReport report) => Html.Of("div", "devices", new BarChart
    {
        Title = "Latency-bounded throughput over that of GPU(7)+FIFS",
        Unit = "times",
        IsWide = true,
        Names = QueryDesigns.Names,
        Groups = [.. report.Models.Select(m => (m.Model, (IReadOnlyList<double?>)[.. QueryDesigns.Names.Select(d => m.Throughput("GPU(7)+FIFS") is var whole and > 0 && m.Of(d)?.Bounded is { } bounded ? bounded.QueriesPerSecond / whole : (double?)null)]))],
        Text = value => value.ToString("0.00", CultureInfo.InvariantCulture),
    }.Card());

    private static XElement Section(QueryModelReport model) => Html.Element(
        "section",
        Html.Element("h2", $"{model.Model} ", Html.Of("span", "quiet", string.Create(CultureInfo.InvariantCulture, $"objective {model.ObjectiveMilliseconds:0.0} ms"))),
        Html.Of("p", "quiet", $"Profile: {model.Basis}."),
        Html.Of("div", "devices", new LineChart
        {
            Title = "p95 by load",
            Axis = "queries per second",
            Unit = "p95, ms",
            IsWide = true,
            Height = 260,
            Most = model.ObjectiveMilliseconds * Most,
            Limit = ("objective", model.ObjectiveMilliseconds),
            Series = [.. model.Designs.Select(d => new ChartSeries(d.Design, [.. d.Curve.Select(p => (p.QueriesPerSecond, p.P95Milliseconds))]))],
        }.Card()));
}
