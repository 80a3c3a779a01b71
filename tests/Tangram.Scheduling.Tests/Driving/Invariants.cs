using Tangram.Core.Time;

namespace Tangram.Scheduling.Tests.Driving;

/// <summary>What must hold after every step of every run.</summary>
internal static class Invariants
{
    public static void Check(Engine engine, Ledger ledger, Instant now, IReadOnlyList<Instant> wakes, IReadOnlyCollection<ProcessId> busy)
    {
        Assert.Equal(ledger.Accepted, ledger.Answered + ledger.Dropped + ledger.Cancelled + engine.RequestsInFlight);
        foreach (var segment in engine.Segments)
        {
            CheckQueue(segment, ledger);
            CheckProgress(engine, segment, now, wakes, busy);
        }
    }

    private static void CheckQueue(SegmentState segment, Ledger ledger)
    {
        Assert.Equal(segment.Queue.OrderBy(i => i.Deadline.Ticks).ThenBy(i => i.Id), segment.Queue);
        Assert.Distinct(segment.Queue.Select(i => i.Id));
        Assert.All(segment.Queue, i => Assert.True(ledger.IsInFlight(i.Request) && !ledger.IsDone(i.Id), $"{i} waits for nothing"));
    }

    private static void CheckProgress(Engine engine, SegmentState segment, Instant now, IReadOnlyList<Instant> wakes, IReadOnlyCollection<ProcessId> busy)
    {
        if (segment.Queue.Count == 0)
        {
            return;
        }

        if (segment.IsAlive)
        {
            var isIdle = segment.IdleProcess() is { } process && !busy.Contains(new ProcessId(segment.Segment.Index, process));
            Assert.True(!isIdle || wakes.Any(w => w > now), $"{segment.Segment.Id} has work and an idle process, and nothing will wake it");
        }
        else
        {
            Assert.DoesNotContain(engine.Segments, s => s.IsAlive && s.Segment.Task == segment.Segment.Task);
        }
    }
}
