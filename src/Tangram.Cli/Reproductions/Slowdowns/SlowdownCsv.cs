using System.Globalization;

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>Writes every point of the figure as comma-separated values.</summary>
internal static class SlowdownCsv
{
    /// <summary>The text: a head, a line for each signal, way of learning and kind of batches, and one for each change, model and part of its test.</summary>
    public static string Write(SlowdownReport report) => string.Concat(
        from line in Signals(report.Signals).Concat(report.Changes.SelectMany(Parts)).Prepend("study,case,model,signal,from,batches,mean_error,p95_error,coverage")
        select line + "\n");

    private static IEnumerable<string> Signals(SignalReport signals) =>
        from figures in signals.Figures
        from spread in ((string Case, ErrorSpread? Errors)[])[("all", figures.All), ("changed", figures.Changed)]
        where spread.Errors is not null
        select string.Create(CultureInfo.InvariantCulture, $"signals,{spread.Case},{figures.Model},{figures.Signal},{signals.Training},{spread.Errors.Batches},{spread.Errors.Mean:0.#####},{spread.Errors.P95:0.#####},");

    private static IEnumerable<string> Parts(ChangeReport change) =>
        from model in change.Models
        from part in model.OverTime
        select string.Create(CultureInfo.InvariantCulture, $"changes,{change.Change},{model.Model},overlap,{part.From},{part.Rows},{part.MeanAbsoluteRelativeError:0.#####},,{part.Coverage:0.#####}");
}
