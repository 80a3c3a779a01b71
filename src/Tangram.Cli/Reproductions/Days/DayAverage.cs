namespace Tangram.Cli.Reproductions.Days;

/// <summary>What one system did in a span of the day.</summary>
/// <param name="Span">The span's name.</param>
/// <param name="Points">Points of it that were simulated; at least 1.</param>
/// <param name="SliceShare">Slices taken over those there are, the mean of the points, 0..1.</param>
/// <param name="Violations">Requests not answered in full and in time over all that came, 0..1; at full load more come, so they count for more.</param>
/// <param name="AccuracyDrop">The mean of the points, 0..1.</param>
/// <param name="NotPlannedFor">Share of the points whose demand was beyond what the system can plan for, 0..1.</param>
internal sealed record DayAverage(string Span, int Points, double SliceShare, double Violations, double AccuracyDrop, double NotPlannedFor)
{
    /// <summary>The averages of points, by span; a span without a point is left out.</summary>
    /// <param name="points">The points.</param>
    /// <param name="slices">Compute slices there are.</param>
    public static IReadOnlyList<DayAverage> Of(IReadOnlyList<DayPoint> points, long slices) =>
    [
        .. from span in DaySpan.All
           let own = points.Where(p => span.Has(p.Point)).ToList()
           where own.Count > 0
           select new DayAverage(
               span.Name,
               own.Count,
               own.Average(p => (double)p.Slices) / slices,
               own.Sum(p => p.Requests) is var requests and > 0 ? (double)own.Sum(p => p.Violations) / requests : 0,
               own.Average(p => p.AccuracyDrop),
               own.Count(p => !p.IsPlannedFor) / (double)own.Count),
    ];
}
