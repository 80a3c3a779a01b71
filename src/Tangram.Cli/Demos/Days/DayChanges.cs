namespace Tangram.Cli.Demos.Days;

/// <summary>Finds the plans that took over during a day.</summary>
internal static class DayChanges
{
    /// <summary>Where the generation changes from one sample to the next.</summary>
    public static IReadOnlyList<DayChange> Of(IReadOnlyList<DaySample> timeline) =>
    [
        .. timeline.Zip(timeline.Skip(1)).Where(p => p.First.Generation != p.Second.Generation).Select(p => new DayChange(
            p.Second.Second,
            p.Second.Hour,
            FormattableString.Invariant($"plan for {p.Second.PlannedDemand:0.##} requests/s"),
            FormattableString.Invariant($"{p.First.PlannedDemand:0.##} before"))),
    ];
}
