using static Tangram.Cli.Reproductions.Days.DayComparison;

namespace Tangram.Cli.Reproductions.Days;

/// <summary>Why our figures of the day differ from JigsawServe's: what was observed, in a sentence each.</summary>
internal static class DayReasons
{
    /// <summary>Of the full system's slices.</summary>
    public static string Slices(IReadOnlyList<DayApplication> days, DayAverage full)
    {
        var demand = days.Average(d => SystemOf(d, "a+s+t").Points.Select(p => p.Demand / d.Capacity).DefaultIfEmpty(0).Average());
        return $"the mean demand of our day is {Percent(demand)} of what the full system can plan for (the paper's is not known), and slices follow it: {Percent(full.SliceShare)}";
    }

    /// <summary>Of what the second system takes more.</summary>
    public static string More(IReadOnlyList<DayApplication> days)
    {
        var each = days.Select(d => (d.Application, Full: SystemOf(d, "a+s+t"), Half: SystemOf(d, "a+s"))).ToList();
        var more = each.Select(d => $"{(d.Full.Of(DaySpan.Whole) is { SliceShare: > 0 } full && d.Half.Of(DaySpan.Whole) is { } half ? Percent((half.SliceShare / full.SliceShare) - 1) : "no plan")} for {d.Application}");
        var points = each.SelectMany(d => d.Half.Points).ToList();
        return $"{string.Join(", ", more)}; tasks side by side have nothing to share out, and at {Percent(Share(points, p => !p.IsPlannedFor))} of the points it has every slice and would need more";
    }

    /// <summary>Of a system's violations.</summary>
    public static string Violations(IReadOnlyList<DayApplication> days, string planner)
    {
        var points = days.SelectMany(d => SystemOf(d, planner).Points).ToList();
        var all = points.Sum(p => p.Violations);
        if (all == 0)
        {
            return points.Count == 0 ? "it can plan for no demand" : "none came about";
        }

        var beyond = points.Where(p => !p.IsPlannedFor).Sum(p => p.Violations);
        var where = beyond == 0 ? "none of them at points beyond its largest plan"
            : $"{Percent((double)beyond / all)} of them at points beyond its largest plan, which are {Percent(Share(points, p => !p.IsPlannedFor))} of the points";
        return beyond == all ? where : $"{where}; {Rest(days, planner)}";
    }

    // Where the violations come from that a plan should have kept away.
    private static string Rest(IReadOnlyList<DayApplication> days, string planner)
    {
        var planned = days.Select(d => (d.Application, Points: SystemOf(d, planner).Points.Where(p => p.IsPlannedFor).ToList())).Where(d => d.Points.Exists(p => p.Violations > 0)).ToList();
        var (application, points) = planned.MaxBy(d => d.Points.Sum(p => (double)p.Violations / Math.Max(1, p.Requests)));
        var dropped = points.SelectMany(p => p.Dropped).GroupBy(d => d.Key, StringComparer.Ordinal).Select(g => (Task: g.Key, Count: g.Sum(d => d.Value))).OrderByDescending(t => t.Count).ToList();
        var rate = Percent((double)points.Sum(p => p.Violations) / points.Sum(p => p.Requests));
        return dropped.Count == 0
            ? $"of the others most come with {application} ({rate} of its requests), answered late"
            : $"of the others most come with {application} ({rate} of its requests): {Percent((double)dropped[0].Count / dropped.Sum(t => t.Count))} of its early drops are at task {dropped[0].Task}, and a request fails with any of its items";
    }

    private static double Share(List<DayPoint> points, Func<DayPoint, bool> has) => points.Count == 0 ? 0 : points.Count(has) / (double)points.Count;
}
