using Tangram.Core.Time;

namespace Tangram.Scheduling;

/// <summary>Predicts how long a request that came in now would take, from the queues as they are and from expected run times.</summary>
/// <remarks>
/// A fluid estimate [N]: work that lies ahead of the request at a later task is what waits there now plus what the requests
/// ahead of it at the earlier tasks will bring, less what is worked off while the request is on its way.
/// </remarks>
internal sealed class Forecast(Layout layout, SegmentState[][] byTask)
{
    /// <summary>Time from now to the answer, on the longest way through the graph.</summary>
    public TimeSpan Answer(Instant now, IReadOnlyList<int> tasks) =>
        tasks.Select(t => Through(now, layout.Tasks[t], TimeSpan.Zero, requestsAhead: 0)).DefaultIfEmpty(TimeSpan.Zero).Max();

    /// <summary>Time from now to the end of the last of so many items at these tasks alone.</summary>
    public TimeSpan Done(Instant now, IReadOnlyList<int> tasks, int items) => tasks
        .Select(t => Through(now, layout.Tasks[t] with { Children = [], ExpectedItems = items, ExpectedAfter = TimeSpan.Zero }, TimeSpan.Zero, requestsAhead: 0))
        .DefaultIfEmpty(TimeSpan.Zero).Max();

    private TimeSpan Through(Instant now, LayoutTask task, TimeSpan elapsed, double requestsAhead)
    {
        var segments = byTask[task.Index];
        var alive = segments.Where(s => s.IsAlive).ToArray();
        var rate = alive.Sum(s => s.ItemsPerSecond);
        if (rate == 0)
        {
            // Nothing serves it at the moment: say what it takes once something does.
            return elapsed + segments.Min(s => s.Segment.Latency.Of(1)) + task.ExpectedAfter;
        }

        var backlog = alive.Min(s => s.Wait(now)) + TimeSpan.FromSeconds(requestsAhead * task.ExpectedItems / rate);
        var wait = backlog > elapsed ? backlog - elapsed : TimeSpan.Zero;
        var run = TimeSpan.FromSeconds(task.ExpectedItems / rate);
        var single = alive.Min(s => s.Segment.Latency.Of(1));
        var done = elapsed + wait + (run > single ? run : single);
        if (task.Children.Count == 0)
        {
            return done + task.ExpectedAfter;
        }

        var here = requestsAhead + (alive.Sum(s => s.Load) / Math.Max(task.ExpectedItems, 1e-9));
        return task.Children.Max(c => Through(now, layout.Tasks[c], done + task.Operators, here));
    }
}
