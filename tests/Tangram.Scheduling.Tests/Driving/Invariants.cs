namespace Tangram.Scheduling.Tests.Driving;

/// <summary>What must hold after every step of every run.</summary>
internal static class Invariants
{
    public static void Check(RecordedEngine engine, Layout layout, Ledger ledger, IReadOnlyList<Command.WakeAt> wakes)
    {
        Assert.Equal(ledger.Accepted, ledger.Answered + ledger.Dropped + ledger.Cancelled + ledger.GivenUp + engine.RequestsInFlight);
        foreach (var segment in engine.Segments)
        {
            CheckQueue(segment, ledger);
            CheckProgress(engine, segment, wakes);
        }

        foreach (var task in layout.Tasks.Where(t => engine.HeldAt(t.Index) > 0))
        {
            Assert.DoesNotContain(engine.Segments, s => s.Segment.Serves(task.Index) && s.HasIdleProcess);
        }
    }

    private static void CheckQueue(SegmentState segment, Ledger ledger)
    {
        var queue = segment.Queue;
        for (var i = 0; i < queue.Count; i++)
        {
            var item = queue[i];
            Assert.True(i == 0 || IsBefore(queue[i - 1], item), $"{item} waits at the wrong place, or twice");
            Assert.True(ledger.IsInFlight(item.Request) && !ledger.IsDone(item.Id), $"{item} waits for nothing");
            Assert.True(segment.Segment.Serves(item.Task), $"{item} waits where nothing runs its task");
            Assert.True(ledger.PlaceOf(item.Id) == segment.Segment.Index, $"{item} waits where it was not assigned");
        }
    }

    private static void CheckProgress(RecordedEngine engine, SegmentState segment, IReadOnlyList<Command.WakeAt> wakes)
    {
        if (segment.Queue.Count == 0)
        {
            return;
        }

        if (segment.IsAlive)
        {
            Assert.True(
                !segment.HasIdleProcess || wakes.Any(w => w.Segment.Index == segment.Segment.Index),
                $"{segment.Segment.Id} has work and an idle process, and nothing will wake it");
        }
        else
        {
            Assert.DoesNotContain(engine.Segments, s => s.IsAlive && segment.Queue.Any(i => s.Segment.Serves(i.Task)));
        }
    }

    /// <summary>Higher priority first, then the earlier deadline, then the older item.</summary>
    public static bool IsBefore(in WorkItem first, in WorkItem second) =>
        (-first.Priority, first.Deadline.Ticks, first.Id).CompareTo((-second.Priority, second.Deadline.Ticks, second.Id)) < 0;
}
