using System.Globalization;
using static Tangram.Cli.Reproductions.Slowdowns.ChangeStudy;

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>What is asked of our own model where batches become otherwise than those trained on.</summary>
internal static class SlowdownTargets
{
    private const double MostOfOffline = 0.6;
    private const double LeastCovered = 0.985;
    private const double MostCovered = 0.995;
    private const string Missing = "not in this recording";

    /// <summary>The figures: of each change with training on the other side of it, and of all of them.</summary>
    public static IReadOnlyList<TargetFigure> Of(IReadOnlyList<ChangeReport> changes)
    {
        var drifts = changes.Where(c => !IsStart(c.Change)).ToList();
        var told = drifts.Where(d => d.Refused is null).ToList();
        return
        [
            .. drifts.Select(d => Ratio(d.Change, [.. told.Where(t => ReferenceEquals(t, d))])),
            Ratio("mean of all", told),
            .. drifts.Select(d => Covered(d.Change, [.. told.Where(t => ReferenceEquals(t, d))])),
            Covered("all batches", told),
        ];
    }

    // Every change counts as much as another.
    private static TargetFigure Ratio(string name, List<ChangeReport> told)
    {
        var (best, offline) = (Mean(told, Best), Mean(told, Offline));
        return new TargetFigure(
            $"{name}: mean error of {Best} over {Offline}",
            0,
            MostOfOffline,
            offline > 0 ? best / offline : null,
            told.Count == 0 ? Missing : $"{SlowdownComparison.Percent(best)} over {SlowdownComparison.Percent(offline)}");
    }

    private static TargetFigure Covered(string name, List<ChangeReport> told)
    {
        var batches = told.Sum(c => c.Test);
        return new TargetFigure(
            $"{name}: within the bound of {Best}",
            LeastCovered,
            MostCovered,
            batches == 0 ? null : told.Sum(c => c.Of(Best)!.Coverage * c.Test) / batches,
            batches == 0 ? Missing : string.Create(CultureInfo.InvariantCulture, $"{batches:#,0} batches"));
    }

    private static double Mean(List<ChangeReport> changes, string model) => changes.Select(c => c.Of(model)!.Errors.Mean).DefaultIfEmpty(0).Average();
}
