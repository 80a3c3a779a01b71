using Tangram.Core.Time;
using Tangram.Scheduling.Logging;
using Tangram.Scheduling.Policies;

namespace Tangram.Scheduling;

/// <summary>Puts items into queues and remembers which segments have to be looked at.</summary>
internal sealed class Dispatcher(SegmentState[] segments, TaskState[] tasks, IDispatchPolicy policy, IShell shell, DecisionLog? log)
{
    private readonly Queue<SegmentState> _touched = [];

    /// <summary>Has a segment looked at before the event is over.</summary>
    public void Touch(SegmentState segment)
    {
        if (!segment.IsTouched)
        {
            segment.IsTouched = true;
            _touched.Enqueue(segment);
        }
    }

    /// <summary>The next segment to look at; false when there is none.</summary>
    public bool TryNextTouched(out SegmentState segment)
    {
        if (!_touched.TryDequeue(out segment!))
        {
            return false;
        }

        segment.IsTouched = false;
        return true;
    }

    /// <summary>Gives an item to a segment's queue, or has it wait at its task.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="item">The item.</param>
    /// <param name="wholeGraph">Whether its items go on to child tasks.</param>
    /// <param name="pin">Index of the segment it goes to if that serves its task and lives; null where that is open.</param>
    public void Dispatch(Instant now, in WorkItem item, bool wholeGraph, int? pin)
    {
        var task = tasks[item.Task];
        if (pin is { } pinned && segments[pinned].IsAlive && segments[pinned].Segment.Serves(item.Task))
        {
            Assign(now, item, segments[pinned]);
            return;
        }

        var candidates = task.Candidates(policy.ChoosesVariant, out var turn);
        if (candidates.IsEmpty)
        {
            // A plan that comes in leaves no segment to a task it leaves out, and a plan that goes may have left items to it.
            Hold(now, item, task);
            return;
        }

        var chosen = policy.Choose(new DispatchQuestion
        {
            Now = now,
            Size = item.Size,
            Due = task.DueOf(item, wholeGraph),
            Turn = turn,
            Segments = candidates,
        });
        if (chosen == DispatchQuestion.Hold)
        {
            Hold(now, item, task);
        }
        else
        {
            Assign(now, item, candidates[chosen]);
        }
    }

    /// <summary>Gives a segment items that wait at its tasks, the most urgent first, as many as its next batch has room for.</summary>
    public void TakeHeld(Instant now, SegmentState segment)
    {
        while (segment.Queue.Count < segment.MaxBatch && MostUrgentHeld(segment) is { } held)
        {
            var item = held[0];
            held.RemoveFirst(1);
            Assign(now, item, segment);
        }
    }

    /// <summary>Whether an item waits at one of a segment's tasks.</summary>
    public bool HasHeld(SegmentState segment) => MostUrgentHeld(segment) is not null;

    /// <summary>Takes an item out of wherever it waits.</summary>
    public void Withdraw(in WorkItem item)
    {
        var task = tasks[item.Task];
        task.Held.Remove(item);
        foreach (var segment in task.Segments)
        {
            segment.Queue.Remove(item);
        }
    }

    private void Assign(Instant now, in WorkItem item, SegmentState segment)
    {
        segment.Queue.Enqueue(item);
        Touch(segment);
        log?.Assign(now, item, segment.Segment);
        shell.Assign(item, segment.Segment);
    }

    // A segment that waits for company takes the item into its batch; where all are dead, the clock alone ends its wait.
    private void Hold(Instant now, in WorkItem item, TaskState task)
    {
        task.Held.Enqueue(item);
        log?.Hold(now, item);
        foreach (var segment in task.Alive.IsEmpty ? task.Segments : task.Alive)
        {
            if (segment.HasIdleProcess || !segment.IsAlive)
            {
                Touch(segment);
            }
        }
    }

    private ItemQueue? MostUrgentHeld(SegmentState segment)
    {
        ItemQueue? first = null;
        foreach (var task in segment.Tasks)
        {
            var held = tasks[task].Held;
            first = held.Count > 0 && (first is null || held[0].ComesBefore(first[0]) < 0) ? held : first;
        }

        return first;
    }
}
