using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Terminal;
using Tangram.Prediction.Evaluation;

namespace Tangram.Cli.Interference;

/// <summary>Shows an evaluation of interference models to people.</summary>
internal static class InterferenceTable
{
    /// <summary>What the columns of <see cref="Rows"/> are.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["model", "signal", "mean error", "p95 error", "within the bound", "bound / latency", "updates to converge"];

    /// <summary>One row for each model and signal, the best first.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(InterferenceReport report) => BestFirst(report.Models).Select(m => (IReadOnlyList<string>)
    [
        m.Model,
        m.Signal,
        Percent(m.MeanAbsoluteRelativeError),
        Percent(m.P95AbsoluteRelativeError),
        Percent(m.Coverage),
        m.MeanBoundRatio.ToString("0.000", CultureInfo.InvariantCulture),
        m.UpdatesToConverge?.ToString("#,0", CultureInfo.InvariantCulture) ?? "–",
    ]);

    /// <summary>Models by rising error.</summary>
    public static IEnumerable<ModelFigures> BestFirst(IEnumerable<ModelFigures> models) => models.OrderBy(m => m.MeanAbsoluteRelativeError);

    /// <summary>A share in percent, such as <c>12.3 %</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:#,0.0} %");

    /// <summary>What was trained and tested on.</summary>
    public static string Heading(InterferenceReport report) =>
        string.Create(CultureInfo.InvariantCulture, $"{report.Observations}: trained on {report.TrainedOn} ({report.Training:#,0}), tested on {report.TestedOn} ({report.Test:#,0})");

    /// <summary>Writes the table, and how it was made.</summary>
    public static void Write(TextWriter output, InterferenceReport report)
    {
        var console = Output.Over(output, !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected);
        var table = new Table().Border(TableBorder.Rounded);
        for (var column = 0; column < Columns.Count; column++)
        {
            var added = new TableColumn(Columns[column]);
            table.AddColumn(column < 2 ? added : added.RightAligned());
        }

        foreach (var row in Rows(report))
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.WriteLine(Heading(report));
        console.Write(table);
        console.WriteLine(Remark(report));
    }

    /// <summary>What learned when, and what was asked of bounds.</summary>
    public static string Remark(InterferenceReport report) =>
        $"{(report.LearnsInTest ? "models that learn online, and all bounds, learned from each batch of the test once it was predicted" : "nothing was learned from the test")}{(report.LearnFrom is { } signal ? $"; learned through {signal}" : string.Empty)}; bounds for {Percent(report.CoverageAsked)} of the batches";
}
