using System.Globalization;
using System.Xml.Linq;
using Tangram.Cli.Pages;
using Tangram.Cli.Pages.Charts;
using Tangram.Prediction.Evaluation;

namespace Tangram.Cli.Interference;

/// <summary>Writes an evaluation of interference models as one page with its charts.</summary>
internal static class InterferencePage
{
    private const string Axis = "batches, those trained on first";
    private const double HighestShown = 4;
    private const int MostVariantsInACard = 9;

    /// <summary>The page's text.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="results">The same, each with a sample of what was predicted.</param>
    public static string Write(InterferenceReport report, IReadOnlyList<EvaluationResult> results)
    {
        // Of each model, the signal with which it is best.
        var best = results.GroupBy(r => r.Figures.Model, StringComparer.Ordinal).Select(g => g.MinBy(r => r.Figures.MeanAbsoluteRelativeError)!).ToList();
        return PageFrame.Write(
            "Interference models",
            Facts(report),
            Section("Error over time", "Mean of |predicted − actual| / actual latency. Lines in the shaded part are of models that learn online: each batch is predicted before it is learned from.", Charts(report, Errors)),
            Section("Batches above the bound", "Share of the batches whose latency was above the bound; a bound that holds stays at the dashed line or below.", Charts(report, Misses)),
            Section("Predicted against actual", "Slowdown: latency over latency alone. Of each model with the signal with which its error is least, up to 400 batches of the test; on the dashed line predictions are right.", Scatters(best)),
            Section("Error by pair", "A row is the batch's variant, a column what ran beside it, alone or with others. Of each model with the signal with which its error is least.", Pairs(best)),
            Section("Error by batch size", null, Sizes(best)),
            Section("Figures", InterferenceTable.Remark(report), Html.Table(["model, signal", .. InterferenceTable.Columns.Skip(2)], InterferenceTable.Rows(report).Select(r => (IReadOnlyList<string>)[$"{r[0]}, {r[1]}", .. r.Skip(2)]))));
    }

    private static XElement Facts(InterferenceReport report)
    {
        var best = report.Models.MinBy(m => m.MeanAbsoluteRelativeError)!;
        return Html.Element(
            "section",
            Html.Of(
                "ul",
                "facts",
                PageFrame.Fact(report.Training.ToString("#,0", CultureInfo.InvariantCulture), $"trained on: {report.TrainedOn}"),
                PageFrame.Fact(report.Test.ToString("#,0", CultureInfo.InvariantCulture), $"tested on: {report.TestedOn}"),
                PageFrame.Fact(InterferenceTable.Percent(best.MeanAbsoluteRelativeError), $"least mean error: {best.Model} with {best.Signal}"),
                PageFrame.Fact(InterferenceTable.Percent(report.CoverageAsked), "asked of bounds")),
            Html.Of("p", "quiet below", $"{report.Observations}: {InterferenceTable.Remark(report)}."));
    }

    private static XElement Section(string title, string? remark, params object?[] content) =>
        Html.Element("section", [Html.Element("h2", title), remark is null ? null : Html.Of("p", "quiet", remark), .. content]);

    private static XElement Charts(InterferenceReport report, Func<InterferenceReport, IGrouping<string, ModelFigures>, LineChart> chart)
    {
        var signals = report.Models.GroupBy(m => m.Signal, StringComparer.Ordinal).ToList();
        return Html.Of("div", "devices", [.. signals.Select(s => (chart(report, s) with { IsWide = signals.Count == 1 }).Card())]);
    }

    // One scale for all, so that signals can be compared; what a model that has learned nothing yet predicts is not shown to its end.
    private static LineChart Errors(InterferenceReport report, IGrouping<string, ModelFigures> models) => Chart(report, models, "mean error, %", p => 100 * p.MeanAbsoluteRelativeError) with
    {
        Most = 1.15 * report.Models.Max(m => m.OverTime.Max(p => 100 * p.MeanAbsoluteRelativeError)),
    };

    private static LineChart Misses(InterferenceReport report, IGrouping<string, ModelFigures> models)
    {
        var asked = 100 * (1 - report.CoverageAsked);
        return Chart(report, models, "batches, %", p => 100 * (1 - p.Coverage)) with
        {
            Limit = (string.Create(CultureInfo.InvariantCulture, $"{asked:0.##} % asked"), asked),
            Most = Math.Max(2 * asked, 1.15 * report.Models.Max(m => m.OverTime.Max(p => 100 * (1 - p.Coverage)))),
        };
    }

    private static LineChart Chart(InterferenceReport report, IGrouping<string, ModelFigures> models, string unit, Func<PartFigures, double> of)
    {
        var learning = models.SelectMany(m => m.Learning).ToList();
        return new LineChart
        {
            Title = $"Signal {models.Key}",
            Axis = Axis,
            Unit = unit,
            Height = 220,
            Bands = learning.Count == 0 ? [] : [new ChartBand("trained on", learning.Min(Middle), report.Training)],
            Series = [.. models.Select(m => new ChartSeries(m.Model, [.. m.Learning.Concat(m.OverTime).Select(p => (Middle(p), of(p)))]))],
        };
    }

    private static double Middle(PartFigures part) => part.From + (part.Rows / 2.0);

    private static XElement Scatters(List<EvaluationResult> best)
    {
        var highest = best.SelectMany(r => r.Sample).SelectMany(p => (double[])[p.Predicted, p.Actual]).Max();
        var lowest = best.SelectMany(r => r.Sample).Min(p => Math.Min(p.Predicted, p.Actual));
        var range = (Math.Floor(Math.Min(1, lowest) * 10) / 10, Math.Clamp(Math.Ceiling(highest * 10) / 10, 1.1, HighestShown));
        return Html.Of("div", "devices", [.. best.Select(r => new ScatterChart
        {
            Title = r.Figures.Model,
            Note = $"{r.Figures.Signal}: wrong by {InterferenceTable.Percent(r.Figures.MeanAbsoluteRelativeError)}",
            Axis = highest > HighestShown ? "actual slowdown; higher ones are at the edge" : "actual slowdown",
            Unit = "predicted slowdown",
            Range = range,
            Points = [.. r.Sample.Select(p => (p.Actual, p.Predicted))],
        }.Card())]);
    }

    private static XElement Pairs(List<EvaluationResult> best)
    {
        List<string> rows = [.. best[0].Figures.ByPair.Select(p => p.Variant).Distinct(StringComparer.Ordinal)];
        List<string> beside = [.. best[0].Figures.ByPair.Select(p => p.CoVariant).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        List<string> columns = best[0].Figures.ByPair.Any(p => p.CoVariant is null) ? [.. beside, "alone"] : beside;
        var most = Math.Max(1e-9, best.SelectMany(r => r.Figures.ByPair).Max(p => p.MeanAbsoluteRelativeError));
        return Html.Of("div", "devices", [.. best.Select(r =>
        {
            var pairs = r.Figures.ByPair.ToDictionary(p => (p.Variant, p.CoVariant ?? "alone"));
            PairFigures? At(int row, int column) => pairs.GetValueOrDefault((rows[row], columns[column]));
            return new HeatMap
            {
                Title = r.Figures.Model,
                Note = r.Figures.Signal,
                Rows = rows,
                Columns = columns,
                Most = most,
                IsWide = columns.Count > MostVariantsInACard,
                Value = (row, column) => At(row, column)?.MeanAbsoluteRelativeError,
                Tip = (row, column) => string.Create(CultureInfo.InvariantCulture, $" of {At(row, column)!.Rows:#,0} batches"),
            }.Card();
        })]);
    }

    private static XElement Sizes(List<EvaluationResult> best) => Html.Of("div", "devices", new BarChart
    {
        Title = "Mean error by items in a batch",
        Unit = "%",
        IsWide = true,
        Names = [.. best.Select(r => r.Figures.Model)],
        Groups = [.. best[0].Figures.ByBatch.Select((b, i) => (
            b.Batch.ToString(CultureInfo.InvariantCulture), (IReadOnlyList<double?>)[.. best.Select(r => (double?)(100 * r.Figures.ByBatch[i].MeanAbsoluteRelativeError))]))],
        Text = value => value.ToString("0.0", CultureInfo.InvariantCulture),
    }.Card());
}
