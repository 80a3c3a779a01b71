using Tangram.Core.Time;
using Tangram.Scheduling.Logging;
using Tangram.Scheduling.Policies;

namespace Tangram.Scheduling;

/// <summary>Gives idle processes their next batches, and gives up what is too late.</summary>
internal sealed class Feeder(TaskState[] tasks, Requests requests, Dispatcher dispatcher, Forecast forecast, SchedulingPolicies policies, IShell shell, DecisionLog? log)
{
    private readonly string[] _lateAt = [.. tasks.Select(t => $"task {t.Task.Name} could not have it answered by its deadline")];
    private readonly TaskState?[] _next = [.. tasks.Select(t => NextOf(t.Task, tasks))];

    private readonly bool _drops = policies.Drop.IsAny;

    /// <summary>Number of the run started last; −1 before the first.</summary>
    public long LastRun { get; set; } = -1;

    /// <summary>Looks at every segment that something happened to.</summary>
    public void FeedTouched(Instant now)
    {
        while (dispatcher.TryNextTouched(out var segment))
        {
            if (segment.IsAlive)
            {
                Feed(now, segment);
            }
            else
            {
                GiveUpTheLate(now, segment);
            }
        }
    }

    /// <summary>Answers a request of which nothing is left to do.</summary>
    public void AnswerIfThrough(Instant now, RequestState request)
    {
        if (request.Outstanding == 0)
        {
            log?.Answer(now, request.Number, request.IsPartial);
            requests.End(request);
            shell.Answer(request.Number, request.IsPartial);
        }
    }

    /// <summary>Gives up what waits at a task that nothing serves any more.</summary>
    public void GiveUpHeld(Instant now, TaskState task)
    {
        while (task.Held.Count > 0)
        {
            Drop(now, task.Held[0], task.Held, $"task {task.Task.Name} has no segment any more in the plan that runs");
        }
    }

    private void Feed(Instant now, SegmentState segment)
    {
        while (segment.IdleProcess() is { } process)
        {
            // What is dropped makes room for others that wait at the task.
            do
            {
                dispatcher.TakeHeld(now, segment);
                if (_drops)
                {
                    DropTheHopeless(now, segment);
                }
            }
            while (segment.Queue.Count < segment.MaxBatch && dispatcher.HasHeld(segment));

            if (segment.Queue.Count == 0)
            {
                return;
            }

            var first = tasks[segment.Queue[0].Task];
            var decision = policies.Batching.Decide(new BatchQuestion
            {
                Now = now,
                Queue = segment.Queue,
                Segment = segment.Segment,
                Due = first.DueOf(segment.Queue[0], requests.Find(segment.Queue[0]) is { WholeGraph: true }),
                Instances = Math.Max(1, first.Instances),
                Slowdown = segment.Slowdown,
            });
            if (decision.Size == 0)
            {
                WakeAt(now, segment, decision.AskAgainAt);
                return;
            }

            var batch = segment.Start(process, ++LastRun, Together(segment.Queue, decision.Size), now);
            var started = new ProcessId(segment.Segment.Index, process);
            log?.Start(now, started, LastRun, batch);
            shell.Start(started, LastRun, segment.Segment, batch);
        }
    }

    // An item whose process died runs by itself: if it was what killed the process, it takes no other with it again.
    private static int Together(ItemQueue queue, int size)
    {
        var count = 1;
        while (!queue[0].Retried && count < size && !queue[count].Retried)
        {
            count++;
        }

        return count;
    }

    // Nothing becomes idle at a dead segment, so its items' time runs out by the clock alone.
    private void GiveUpTheLate(Instant now, SegmentState segment)
    {
        GiveUpTheLate(now, segment, segment.Queue);
        foreach (var task in segment.Segment.Tasks)
        {
            // What waits at a task may still go to the quickest of its segments.
            if (tasks[task].Alive.IsEmpty)
            {
                GiveUpTheLate(now, tasks[task].Quickest, tasks[task].Held);
            }
        }
    }

    private void GiveUpTheLate(Instant now, SegmentState segment, ItemQueue queue)
    {
        var next = long.MaxValue;
        for (var i = 0; i < queue.Count;)
        {
            var item = queue[i];
            if (Judge(now, item, segment.RunOf(1, item.Size), segment).IsDrop)
            {
                Drop(now, item, queue);
                (i, next) = (0, long.MaxValue);
                continue;
            }

            // A stage's budget may end after the deadline; a policy that goes by it has to be asked then too.
            var budget = item.CreatedAt + segment.Segment.Budget;
            var again = item.Deadline > now ? item.Deadline : budget;
            next = again > now && requests.Find(item) is { WasHit: false } ? Math.Min(next, again.Ticks) : next;
            i++;
        }

        if (next < long.MaxValue)
        {
            WakeAt(now, segment, new Instant(next));
        }
    }

    private void WakeAt(Instant now, SegmentState segment, Instant when)
    {
        if (segment.AskToBeWoken(now, when))
        {
            log?.WakeAt(now, segment.Segment, when);
            shell.WakeAt(when, segment.Segment);
        }
    }

    private void DropTheHopeless(Instant now, SegmentState segment)
    {
        var queue = segment.Queue;
        for (var i = 0; i < Math.Min(queue.Count, segment.MaxBatch);)
        {
            ref readonly var item = ref queue[i];
            var decision = Judge(now, item, segment.RunOf(Math.Min(queue.Count, segment.MaxBatch), item.Size), segment);
            if (decision.IsDrop)
            {
                // The batch that would be formed is another one now, for those before it too.
                var dropped = item;
                Drop(now, dropped, queue);
                i = 0;
                continue;
            }

            if (decision.Pin is { } pin && pin != item.Pin)
            {
                queue.Replace(i, item with { PinPlusOne = pin + 1 });
                log?.Reroute(now, item, pin);
            }

            i++;
        }
    }

    private DropDecision Judge(Instant now, in WorkItem item, TimeSpan run, SegmentState segment)
    {
        var request = requests.Find(item);
        if (request is null || request.WasHit)
        {
            return DropDecision.Keep;
        }

        var task = tasks[item.Task];
        var next = request.WholeGraph ? _next[item.Task] : null;
        return policies.Drop.Decide(new DropQuestion(item)
        {
            Now = now,
            Segment = segment.Segment,
            Run = run,
            Due = task.DueOf(item, request.WholeGraph),
            After = request.WholeGraph ? task.Task.ExpectedAfter : TimeSpan.Zero,
            Forecast = forecast,
            Task = task,
            Next = next is null ? [] : next.Alive,
            AfterNext = next?.Task.ExpectedAfter ?? TimeSpan.Zero,
            IsLastStage = next is null,
        });
    }

    private void Drop(Instant now, in WorkItem item, ItemQueue queue) => Drop(now, item, queue, _lateAt[item.Task]);

    private void Drop(Instant now, in WorkItem item, ItemQueue queue, string reason)
    {
        var request = requests.Find(item)!;
        var goesOn = request is { WholeGraph: true, Application.PartialResults: true } && request.Through + request.Outstanding > 1;
        log?.Drop(now, item, isWholeRequest: !goesOn);
        if (!goesOn)
        {
            requests.Forget(request);
            shell.Drop(item, isWholeRequest: true, reason);
            return;
        }

        queue.Remove(item);
        request.Outstanding--;
        request.IsPartial = true;
        shell.Drop(item, isWholeRequest: false, reason);
        AnswerIfThrough(now, request);
    }

    // The task that follows on the longest way to the answer.
    private static TaskState? NextOf(LayoutTask task, TaskState[] tasks) => task.Children.Select(c => tasks[c]).MaxBy(t => t.Least + t.Task.ExpectedAfter);
}
