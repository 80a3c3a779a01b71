using System.Globalization;
using static Tangram.Cli.Reproductions.Slowdowns.ChangeStudy;

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>What is asked of our own model where batches become otherwise than those trained on.</summary>
internal static class SlowdownTargets
{
    private const double MostOfOffline = 0.6;
    private const double LeastCovered = 0.985;
    private const double MostCovered = 0.995;

    /// <summary>The figures: of each change with training on the other side of it, and of all of them.</summary>
    public static IReadOnlyList<TargetFigure> Of(IReadOnlyList<ChangeReport> changes)
    {
        var drifts = changes.Where(c => !IsStart(c.Change)).ToList();
        var told = drifts.Where(d => d.Refused is null).ToList();
        return
        [
            .. drifts.Select(d => Ratio(d.Change, d.Refused, [.. told.Where(t => ReferenceEquals(t, d))])),
            Ratio("mean of all changes", told.Count == 0 ? "there is none" : null, told),
            .. drifts.Select(d => new TargetFigure($"{d.Change}: batches within the bound of {Best}", LeastCovered, MostCovered, d.Of(Best)?.Coverage, d.Refused ?? Batches(d.Test))),
        ];
    }

    // Every change counts as much as another.
    private static TargetFigure Ratio(string name, string? refused, IReadOnlyList<ChangeReport> told)
    {
        var (best, offline) = (Mean(told, Best), Mean(told, Offline));
        return new TargetFigure(
            $"{name}: mean error of {Best} over {Offline}",
            0,
            MostOfOffline,
            refused is null && offline > 0 ? best / offline : null,
            refused ?? $"{SlowdownComparison.Percent(best)} over {SlowdownComparison.Percent(offline)}");
    }

    private static double Mean(IReadOnlyList<ChangeReport> changes, string model) => changes.Select(c => c.Of(model)!.Errors.Mean).DefaultIfEmpty(0).Average();

    private static string Batches(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} batches");
}
