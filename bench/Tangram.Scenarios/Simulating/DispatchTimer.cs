using System.Diagnostics;
using Tangram.Core.Time;
using Tangram.Scheduling;

namespace Tangram.Scenarios.Simulating;

/// <summary>How long the engine takes to let a request in and dispatch its item, with every segment busy and some items waiting.</summary>
internal static class DispatchTimer
{
    private const int Rounds = 40;

    /// <summary>Mean time of an accepted request with one item, in microseconds, less than which the decision itself takes.</summary>
    public static double Microseconds(string dispatch, int segments)
    {
        var latency = new BatchLatency([(1, TimeSpan.FromMilliseconds(5))], 1);
        var layout = new Layout(
            [new LayoutTask(0, "app", "task", IsRoot: true, [], 1, TimeSpan.Zero)],
            [.. Enumerable.Range(0, segments).Select(i => new Segment(i, $"s{i}", [0], 1 + (i % 7), 1, 1, latency))]);
        int[] roots = [0];
        var best = double.PositiveInfinity;
        for (var round = 0; round < Rounds; round++)
        {
            var engine = new Engine(layout, new PolicyChoice { Dispatch = dispatch, Admission = "every", Drop = "never", QueueLimit = int.MaxValue }.Create(), new Idle());
            for (var segment = 0; segment < segments; segment++)
            {
                engine.Revive(Instant.Start, new ProcessId(segment, 0));
            }

            // The first fill every process; of the others each looks at every segment, since the deadline leaves no slack anywhere.
            var requests = segments * 20;
            var began = Stopwatch.GetTimestamp();
            for (var request = 0; request < requests; request++)
            {
                engine.Accept(Instant.Start, request, Instant.Start + TimeSpan.FromTicks(1), roots, 1, wholeGraph: true);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalMicroseconds / requests);
        }

        return best;
    }

    private sealed class Idle : IShell
    {
        public void Assign(in WorkItem item, Segment segment)
        {
        }

        public void Start(ProcessId process, long run, Segment segment, ReadOnlySpan<WorkItem> batch)
        {
        }

        public void Answer(long request, bool isPartial)
        {
        }

        public void Drop(in WorkItem item, bool isWholeRequest, string reason)
        {
        }

        public void GiveUp(in WorkItem item)
        {
        }

        public void WakeAt(Instant when, Segment segment)
        {
        }
    }
}
