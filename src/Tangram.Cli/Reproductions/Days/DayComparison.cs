using System.Globalization;

namespace Tangram.Cli.Reproductions.Days;

/// <summary>JigsawServe's figures beside ours.</summary>
internal static class DayComparison
{
    /// <summary>Compares.</summary>
    public static IReadOnlyList<ComparedFigure> Of(IReadOnlyList<DayApplication> days)
    {
        var (full, halves) = (Mean(days, "a+s+t"), Mean(days, "a+s"));
        return
        [
            new("A+S+T: slices on average", "43.3 % [P]", Percent(full.SliceShare), DayReasons.Slices(days, full)),
            new("A+S+T: violations", "below 0.6 % [P]", Percent(full.Violations), DayReasons.Violations(days, "a+s+t")),
            new("A+S: more slices than A+S+T", "33 % [P]", full.SliceShare > 0 ? Percent((halves.SliceShare / full.SliceShare) - 1) : "none", DayReasons.More(days)),
            new("A+S: violations", "6.7 % [P]", Percent(halves.Violations), DayReasons.Violations(days, "a+s")),
            new("S+T: violations in its worst case", "above 10 % [P]", Worst(days, "s+t"), DayReasons.Violations(days, "s+t")),
            new("A+T: violations in its worst case", "above 10 % [P]", Worst(days, "a+t"), DayReasons.Violations(days, "a+t")),
        ];
    }

    /// <summary>A share as people read it.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    /// <summary>A system's day of an application.</summary>
    public static DaySystem SystemOf(DayApplication day, string planner) => day.Systems.First(s => string.Equals(s.Planner, planner, StringComparison.Ordinal));

    // Every application counts as much as another.
    private static DayAverage Mean(IReadOnlyList<DayApplication> days, string planner)
    {
        var all = days.Select(d => SystemOf(d, planner).Of(DaySpan.Whole)).OfType<DayAverage>().ToList();
        return new DayAverage("all", all.Sum(a => a.Points), Mean(all, a => a.SliceShare), Mean(all, a => a.Violations), Mean(all, a => a.AccuracyDrop), Mean(all, a => a.NotPlannedFor));
    }

    private static double Mean(List<DayAverage> averages, Func<DayAverage, double> of) => averages.Select(of).DefaultIfEmpty(0).Average();

    private static string Worst(IReadOnlyList<DayApplication> days, string planner)
    {
        var cases = days.SelectMany(d => SystemOf(d, planner).Averages.Select(a => (d.Application, Average: a))).OrderByDescending(c => c.Average.Violations).ToList();
        return cases.Count == 0 ? "no plan" : $"{Percent(cases[0].Average.Violations)} ({cases[0].Application}, {cases[0].Average.Span})";
    }
}
