using Tangram.Core.Time;

namespace Tangram.Scheduling;

/// <summary>Predicts how long a request that came in now would take, from the queues as they are and from expected run times.</summary>
/// <remarks>
/// A fluid estimate [N]: work that lies ahead of the request at a later task is what waits there now plus what the requests
/// ahead of it at the earlier tasks will bring, less what is worked off while the request is on its way.
/// </remarks>
internal sealed class Forecast(TaskState[] tasks)
{
    /// <summary>Time from now to the answer, on the longest way through the graph.</summary>
    public TimeSpan Answer(Instant now, IReadOnlyList<int> roots)
    {
        var longest = TimeSpan.Zero;
        for (var i = 0; i < roots.Count; i++)
        {
            longest = Longer(longest, Through(now, roots[i], TimeSpan.Zero, requestsAhead: 0));
        }

        return longest;
    }

    /// <summary>Time from the end of a run of a task to its request's answer, as things are now at the tasks that follow, on the longest way.</summary>
    public TimeSpan After(Instant now, TaskState task)
    {
        var longest = 0L;
        foreach (var child in task.Children)
        {
            longest = Math.Max(longest, SoonestTicks(now, tasks[child], task) + After(now, tasks[child]).Ticks);
        }

        return task.Children.Length == 0 ? task.Task.ExpectedAfter : new TimeSpan(task.Task.Operators.Ticks + longest);
    }

    /// <summary>Time from now to the end of the last of so many items at these tasks alone.</summary>
    public TimeSpan Done(Instant now, IReadOnlyList<int> alone, int items)
    {
        var longest = TimeSpan.Zero;
        for (var i = 0; i < alone.Count; i++)
        {
            longest = Longer(longest, Done(now, tasks[alone[i]], TimeSpan.Zero, items, requestsAhead: 0) ?? tasks[alone[i]].Least);
        }

        return longest;
    }

    private TimeSpan Through(Instant now, int index, TimeSpan elapsed, double requestsAhead)
    {
        var task = tasks[index];
        var expected = task.Task.ExpectedItems;
        if (Done(now, task, elapsed, expected, requestsAhead) is not { } done)
        {
            // Nothing serves it at the moment: say what it takes once something does.
            return elapsed + task.Least + task.Task.ExpectedAfter;
        }

        if (task.Task.Children.Count == 0)
        {
            return done + task.Task.ExpectedAfter;
        }

        var here = requestsAhead + (task.Held.Count / Math.Max(expected, 1e-9));
        foreach (var segment in task.Alive)
        {
            here += segment.Load / Math.Max(expected, 1e-9);
        }

        var longest = TimeSpan.Zero;
        for (var i = 0; i < task.Task.Children.Count; i++)
        {
            longest = Longer(longest, Through(now, task.Task.Children[i], done + task.Task.Operators, here));
        }

        return longest;
    }

    // When so many items that reach the task after some time are through; null where nothing serves it.
    private static TimeSpan? Done(Instant now, TaskState task, TimeSpan elapsed, double items, double requestsAhead)
    {
        var (rate, wait, single) = (0.0, TimeSpan.MaxValue, TimeSpan.MaxValue);
        foreach (var segment in task.Alive)
        {
            rate += segment.ItemsPerSecond;
            var (here, alone) = (segment.Wait(now), segment.RunOf(1, 1));
            wait = here < wait ? here : wait;
            single = alone < single ? alone : single;
        }

        if (rate == 0)
        {
            return null;
        }

        var backlog = wait + Seconds(((requestsAhead * task.Task.ExpectedItems) + task.Held.Count) / rate);
        var ahead = backlog > elapsed ? backlog - elapsed : TimeSpan.Zero;
        return elapsed + ahead + Longer(Seconds(items / rate), single);
    }

    // Expected figures may be anything from a file; beyond 30 years it makes no difference how long it takes.
    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, 1e9));

    // Until what an item of the parent brings would be through, spread over the live segments.
    private static long SoonestTicks(Instant now, TaskState task, TaskState parent)
    {
        if (task.Alive.IsEmpty)
        {
            return task.Least.Ticks;
        }

        var fanOut = task.Task.ExpectedItems / Math.Max(parent.Task.ExpectedItems, 1e-9);
        var items = Math.Max(1, (int)Math.Min(1e6, Math.Ceiling((fanOut + task.Held.Count) / task.Alive.Length)));
        var soonest = long.MaxValue;
        foreach (var segment in task.Alive)
        {
            soonest = Math.Min(soonest, segment.FinishTicks(now, items));
        }

        return soonest;
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
