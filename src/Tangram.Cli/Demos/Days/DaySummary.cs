using Tangram.Cli.Loads;

namespace Tangram.Cli.Demos.Days;

/// <summary>Sums a day up by its hours.</summary>
internal static class DaySummary
{
    /// <summary>The hours of a day.</summary>
    /// <param name="clock">How long it took.</param>
    /// <param name="requests">Its requests.</param>
    /// <param name="timeline">What ran.</param>
    /// <param name="changes">The plans that took over.</param>
    public static IReadOnlyList<DayHour> Hours(DayClock clock, IReadOnlyCollection<LoadSample> requests, IReadOnlyList<DaySample> timeline, IReadOnlyList<DayChange> changes)
    {
        var byHour = requests.ToLookup(r => HourOf(clock.HourAt(r.Due)));
        return
        [
            .. from hour in Enumerable.Range(0, DayCurve.Hours)
               let own = byHour[hour].ToList()
               let ran = Ran(timeline, hour)
               select new DayHour(
                   hour,
                   own.Count,
                   own.Count / clock.Hour.TotalSeconds,
                   own.Count(r => r.End == RequestEnd.InTime),
                   ran.Average(s => s.PlannedDemand),
                   ran.Average(s => s.Slices),
                   ran.Average(s => s.Accuracy),
                   changes.Count(c => HourOf(c.Hour) == hour)),
        ];
    }

    /// <summary>The accuracy that requests met on average, by the plan that ran when each came.</summary>
    public static double Accuracy(IReadOnlyCollection<LoadSample> requests, IReadOnlyList<DaySample> timeline) =>
        requests.Select(r => At(timeline, r.Due).Accuracy).DefaultIfEmpty(timeline.Average(s => s.Accuracy)).Average();

    // Samples last until the next one.
    private static DaySample At(IReadOnlyList<DaySample> timeline, TimeSpan due) => timeline.LastOrDefault(s => s.Second <= due.TotalSeconds) ?? timeline[0];

    private static List<DaySample> Ran(IReadOnlyList<DaySample> timeline, int hour)
    {
        var own = timeline.Where(s => HourOf(s.Hour) == hour).ToList();
        return own.Count > 0 ? own : [timeline.LastOrDefault(s => s.Hour <= hour) ?? timeline[0]];
    }

    private static int HourOf(double hour) => Math.Clamp((int)hour, 0, DayCurve.Hours - 1);
}
