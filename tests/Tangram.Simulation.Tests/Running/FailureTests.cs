using Tangram.Scheduling;
using Tangram.Simulation.Faults;
using static Tangram.Simulation.Tests.Running.Small;

namespace Tangram.Simulation.Tests.Running;

public sealed class FailureTests
{
    [Fact]
    public void A_batch_that_is_lost_is_run_again_once_the_successor_is_ready()
    {
        var report = Simulator.Run(Setup([Segment(0)], Trace(0)) with { Failures = [Dies(at: 4, absence: 20)] });

        Assert.Equal([(0, 24, 34)], Runs(report));
        Assert.Equal((1, 1), (report.Applications[0].Arrived, report.Applications[0].Late));
        Assert.Equal(34, report.Applications[0].Latency.Max.TotalMilliseconds);
    }

    [Fact]
    public void A_batch_that_is_lost_is_run_again_elsewhere_where_something_else_is_free() =>
        Assert.Equal([(1, 4, 14)], Runs(Simulator.Run(Setup([Segment(0), Segment(1)], Trace(0)) with { Failures = [Dies(at: 4, absence: 20)] })));

    [Fact]
    public void A_process_that_died_was_busy_until_then()
    {
        var setup = Setup([Segment(0)], Trace(0, 99)) with { Failures = [Dies(at: 4, absence: 20)], TimelineParts = 10 };
        var report = Simulator.Run(setup);

        // 4 ms that were lost, 10 ms from 24 on, and the last of the 100.
        Assert.Equal(0.15, report.Segments[0].Utilization, 1e-9);
        Assert.Equal([0.4, 0, 0.6, 0.4, 0, 0, 0, 0, 0, 0.1], report.Timeline.Select(t => Math.Round(t.Utilization[0], 9)));
    }

    [Fact]
    public void A_process_that_is_not_there_cannot_die()
    {
        // The second death falls into the first one's absence, which it does not prolong.
        var setup = Setup([Segment(0)], Trace(0)) with { Failures = [Dies(at: 4, absence: 20), Dies(at: 10, absence: 50)] };
        var run = RecordedRun.Of(setup);

        Assert.Equal([(0, 24, 34)], Runs(run.Report));
        Assert.Single(run.Lines("lose"));
        Assert.Equal(2, run.Lines("revive").Count());
    }

    [Fact]
    public void A_process_of_a_segment_that_comes_later_does_not_come_earlier_by_dying()
    {
        var setup = Setup([Segment(0), Segment(1)], Trace(0, 600)) with
        {
            Failures = [Dies(at: 1, absence: 2, segment: 1)],
            Changes = [new LayoutChange(Ms(500), [], [1], TimeSpan.Zero)],
        };

        Assert.DoesNotContain(RecordedRun.Of(setup).Lines("revive"), line => line.GetProperty("segment").GetInt32() == 1 && line.GetProperty("at").GetInt64() < Ms(550).Ticks);
    }

    [Fact]
    public void A_request_waits_for_the_end_where_nothing_comes_back()
    {
        var report = Simulator.Run(Setup([Segment(0)], Trace(0, 1)) with { Changes = [new LayoutChange(Ms(4), [0], [], TimeSpan.Zero)] });

        Assert.Equal((2, 1, 1), (report.Applications[0].Arrived, report.Applications[0].InTime, report.Applications[0].InFlight));
    }

    private static Failure Dies(double at, double absence, int segment = 0) => new(Ms(at), new ProcessId(segment, 0), TimeSpan.FromMilliseconds(absence));
}
