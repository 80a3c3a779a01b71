namespace Tangram.Cli.Reproductions.Days;

/// <summary>What one system did over the day.</summary>
/// <param name="Planner">Its planner's name.</param>
/// <param name="LargestDemand">The largest demand it can plan for, requests per second; null where it can plan for none.</param>
/// <param name="Points">Its points, in the day's order; none where it can plan for no demand.</param>
/// <param name="Averages">By span of the day.</param>
internal sealed record DaySystem(string Planner, double? LargestDemand, IReadOnlyList<DayPoint> Points, IReadOnlyList<DayAverage> Averages)
{
    /// <summary>The average of a span; null where no point of it was simulated.</summary>
    public DayAverage? Of(DaySpan span) => Averages.FirstOrDefault(a => string.Equals(a.Span, span.Name, StringComparison.Ordinal));
}
