using System.Globalization;
using System.Xml.Linq;
using Tangram.Cli.Pages;
using Tangram.Cli.Pages.Charts;
using Tangram.Prediction.Evaluation;

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>Writes the figure as one page with its charts.</summary>
internal static class SlowdownPage
{
    // Lines are drawn up to so many times the highest point of all but the wildest.
    private const double Most = 1.3;

    private static readonly (string Name, Func<SignalFigures, ErrorSpread?> Of)[] Kinds = [("all batches", f => f.All), ("changed", f => f.Changed)];

    /// <summary>The page's text.</summary>
    public static string Write(SlowdownReport report) => PageFrame.Write(
        "Signals and learning of slowdowns (figure 5, arXiv 2512.18725)",
        Facts(report),
        Section(
            "Signals of a changing co-location",
            "Mean of |predicted − actual| / actual latency, and what 95 % of these stay within: the same linear model, learned online (linear-rls) and fitted once (linear-offline). Changed: what ran beside the batch came or went while it ran. Moving averages and exact overlap are known only once a batch has ended.",
            Html.Of("div", "devices", Bars(report, "Mean error", e => e.Mean).Card(), Bars(report, "p95 error", e => e.P95).Card()),
            Html.Table(["signal, model", .. SlowdownTable.SignalColumns.Skip(2)], SlowdownTable.SignalRows(report).Select(Joined))),
        Section(
            "Error after a change",
            "Mean error in parts of the test, in order. Before the first batch shown a model saw next to nothing (start), or only batches from before the change. All see exact overlap; those that learn online learn from each batch once it was predicted. A line at a chart's upper edge goes on above it.",
            Html.Of("div", "devices", [.. report.Changes.Where(c => c.Refused is null).Select(c => Lines(c).Card())]),
            Html.Table(["changed, model", .. SlowdownTable.ChangeColumns.Skip(2)], SlowdownTable.ChangeRows(report).Select(Joined))),
        Section("Ours after a change", remark: null, Html.Table(SlowdownTable.TargetColumns, SlowdownTable.TargetRows(report))),
        ComparedSection.Of(report.Comparison));

    private static XElement Facts(SlowdownReport report) => Html.Element(
        "section",
        Html.Of(
            "ul",
            "facts",
            PageFrame.Fact(report.Batches.ToString("#,0", CultureInfo.InvariantCulture), report.Source.Measured is null ? "batches of a recording" : "batches measured"),
            PageFrame.Fact(report.Signals.Changed.ToString("#,0", CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"of {report.Signals.Test:#,0} tested on changed while they ran")),
            report.AloneError is { } alone ? PageFrame.Fact(SlowdownComparison.Percent(alone), "batches alone are off their own latency") : null,
            report.Source.Measured?.OthersShare is { } others ? PageFrame.Fact(SlowdownComparison.Percent(others), "of the cores' time went to other programs") : null),
        SlowdownTable.Remarks(report).Select(r => Html.Of("p", "quiet below", $"{char.ToUpperInvariant(r[0])}{r[1..]}.")));

    private static XElement Section(string title, string? remark, params object?[] content) =>
        Html.Element("section", [Html.Element("h2", title), remark is null ? null : Html.Of("p", "quiet", remark), .. content]);

    private static IReadOnlyList<string> Joined(IReadOnlyList<string> row) => [$"{row[0]}, {row[1]}", .. row.Skip(2)];

    private static BarChart Bars(SlowdownReport report, string title, Func<ErrorSpread, double> of) => new()
    {
        Title = title,
        Unit = "%",
        IsWide = true,
        Names = [.. Kinds.SelectMany(k => SignalStudy.Models.Select(m => $"{m}, {k.Name}"))],
        Groups = [.. report.Signals.Figures.GroupBy(f => f.Signal, StringComparer.Ordinal).Select(g => (g.Key, (IReadOnlyList<double?>)[.. Kinds.SelectMany(k => g.Select(f => k.Of(f) is { } errors ? 100 * of(errors) : (double?)null))]))],
        Text = value => value.ToString(value >= 99.5 ? "0" : "0.0", CultureInfo.InvariantCulture),
    };

    private static LineChart Lines(ChangeReport change) => new()
    {
        Title = ChangeStudy.IsStart(change.Change) ? "From the first batches on" : $"Changed {SlowdownComparison.Named(change.Change)}",
        Axis = $"batches of the test: {change.TestedOn}",
        Unit = "mean error, %",
        Height = 240,
        Most = Most * change.Models.Select(m => m.OverTime.Max(p => 100 * p.MeanAbsoluteRelativeError)).OrderDescending().Skip(1).First(),
        Series = [.. change.Models.Select(m => new ChartSeries(m.Model, [.. m.OverTime.Select(p => (Middle(p, change.Training), 100 * p.MeanAbsoluteRelativeError))]))],
    };

    private static double Middle(PartFigures part, int training) => part.From - training + (part.Rows / 2.0);
}
