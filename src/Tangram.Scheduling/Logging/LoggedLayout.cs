namespace Tangram.Scheduling.Logging;

/// <summary>A layout in a decision log.</summary>
/// <param name="Applications">By index.</param>
/// <param name="Tasks">By index.</param>
/// <param name="Segments">By index.</param>
public sealed record LoggedLayout(IReadOnlyList<LayoutApplication> Applications, IReadOnlyList<LayoutTask> Tasks, IReadOnlyList<LoggedSegment> Segments)
{
    private const int MostProcesses = 4096;
    private const int LargestBatch = 1 << 16;

    internal static LoggedLayout Of(Layout layout) => new(layout.Applications, layout.Tasks, [.. layout.Segments.Select(LoggedSegment.Of)]);

    internal Layout ToLayout() => new(Tasks, [.. Segments.Select(s => s.ToSegment())]) { Applications = Applications };

    /// <summary>Why no engine can be built of it, as it may have been written by hand; null if one can.</summary>
    internal string? FindFault() => TasksFault() ?? SegmentsFault();

    private string? TasksFault()
    {
        var applications = Applications.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < Tasks.Count; i++)
        {
            var task = Tasks[i];
            if (task.Index != i || !applications.Contains(task.Application) || task.Children.Any(c => c <= i || c >= Tasks.Count))
            {
                return FormattableString.Invariant($"tasks[{i}] has another index, an application that is not there, or a child that does not come after it");
            }
        }

        return Tasks.Count == 0 ? "has no tasks" : WithoutSegment();
    }

    // A task that no items come to, as one that a plan leaves out, needs none.
    private string? WithoutSegment()
    {
        var reached = Tasks.Where(t => t.IsRoot).Select(t => t.Index).ToHashSet();
        foreach (var task in Tasks.Where(t => reached.Contains(t.Index)))
        {
            reached.UnionWith(task.Children);
        }

        var empty = Tasks.FirstOrDefault(t => reached.Contains(t.Index) && !Segments.Any(s => s.Tasks.Contains(t.Index)));
        return empty is null ? null : FormattableString.Invariant($"tasks[{empty.Index}] has no segment");
    }

    private string? SegmentsFault()
    {
        for (var i = 0; i < Segments.Count; i++)
        {
            var segment = Segments[i];
            if (segment.Index != i || segment.Tasks.Any(t => t < 0 || t >= Tasks.Count))
            {
                return FormattableString.Invariant($"segments[{i}] has another index, or tasks that are not there");
            }

            if (segment.Processes is < 1 or > MostProcesses || segment.LatencyTicks.Count is < 1 or > LargestBatch || segment.LatencyTicks.Any(t => t is < 1 or > (1L << 50)))
            {
                return FormattableString.Invariant($"segments[{i}] has no processes, no latencies, or more or longer ones than there can be");
            }
        }

        return null;
    }
}
