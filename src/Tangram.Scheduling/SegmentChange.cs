namespace Tangram.Scheduling;

/// <summary>What becomes of an engine's segments when another layout takes over.</summary>
/// <param name="Segments">Those of the other layout, by index: the same states where segments stay what they are.</param>
/// <param name="Displaced">Items that waited at segments that are no more.</param>
internal sealed record SegmentChange(SegmentState[] Segments, WorkItem[] Displaced)
{
    /// <summary>Works it out without changing anything but the queues of segments that are no more.</summary>
    /// <exception cref="ArgumentException">Tasks or applications differ, or a segment that is in use would be replaced.</exception>
    public static SegmentChange Of(Layout before, Layout after, SegmentState[] segments)
    {
        RequireSameTasks(before, after);
        ArgumentOutOfRangeException.ThrowIfLessThan(after.Segments.Count, segments.Length, nameof(after));
        var gone = new List<SegmentState>();
        for (var i = 0; i < segments.Length; i++)
        {
            if (!segments[i].Segment.IsAlike(after.Segments[i]))
            {
                RequireUnused(segments[i]);
                gone.Add(segments[i]);
            }
        }

        var states = new SegmentState[after.Segments.Count];
        for (var i = 0; i < states.Length; i++)
        {
            var segment = after.Segments[i];
            states[i] = i < segments.Length && !gone.Contains(segments[i]) ? segments[i].As(segment) : new SegmentState(segment);
        }

        return new SegmentChange(states, [.. gone.SelectMany(g => g.Queue.TakeAll())]);
    }

    private static void RequireSameTasks(Layout before, Layout after)
    {
        if (!before.Tasks.Select(NameOf).SequenceEqual(after.Tasks.Select(NameOf)) || !before.Applications.SequenceEqual(after.Applications))
        {
            throw new ArgumentException(
                $"the layout has the tasks {string.Join(", ", after.Tasks.Select(t => t.Name))}, the engine's has {string.Join(", ", before.Tasks.Select(t => t.Name))}; a layout that takes over has the same, of the same applications", nameof(after));
        }
    }

    private static (int Index, string Application, string Name) NameOf(LayoutTask task) => (task.Index, task.Application, task.Name);

    private static void RequireUnused(SegmentState segment)
    {
        if (segment.IsAlive || segment.IsRunning)
        {
            throw new ArgumentException($"segment {segment.Segment.Id} is in use; another takes its place once it was retired and runs nothing", nameof(segment));
        }
    }
}
