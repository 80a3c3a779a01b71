using System.Globalization;

namespace Tangram.Cli.Reproductions.Days;

/// <summary>Writes every point of a day as comma-separated values.</summary>
internal static class DayCsv
{
    /// <summary>The text: a head, and a line for each application, system and point.</summary>
    public static string Write(DayReport report) => string.Concat(
        from line in Lines(report).Prepend("application,system,point,demand_per_second,slices,requests,violations,accuracy_drop,planned_for")
        select line + "\n");

    private static IEnumerable<string> Lines(DayReport report) =>
        from application in report.Applications
        from system in application.Systems
        from p in system.Points
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{application.Application},{system.Planner},{p.Point},{p.Demand:0.###},{p.Slices},{p.Requests},{p.Violations},{p.AccuracyDrop:0.#####},{(p.IsPlannedFor ? "yes" : "no")}");
}
