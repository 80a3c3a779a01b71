using System.Text.Json;
using Tangram.Scheduling;
using Tangram.Simulation.Faults;
using Tangram.Simulation.Interference;
using static Tangram.Simulation.Tests.Running.Small;

namespace Tangram.Simulation.Tests.Running;

/// <summary>Segments of a device are taken away and set up one after the other, each in 50 to 250 ms; then the new ones load.</summary>
public sealed class LayoutChangeTests
{
    private const double Least = 50;
    private const double Most = 250;
    private static readonly TimeSpan Load = TimeSpan.FromMilliseconds(30);

    [Fact]
    public void A_segment_that_goes_finishes_what_it_runs_and_the_one_that_comes_begins_after_pauses_and_loading()
    {
        // Runs from 0 to 100; the change begins at 50 and what waits goes to the new segment.
        var setup = Setup([Segment(0, run: 100), Segment(1)], Trace(0, 1, 60)) with { Changes = [new LayoutChange(Ms(50), [0], [1], Load)] };
        var runs = Runs(Simulator.Run(setup));

        Assert.Equal((0, 0, 100), runs[0]);
        Assert.Equal([1, 1], runs.Skip(1).Select(r => r.Segment));
        Assert.InRange(runs[1].From, 100 + (2 * Least) + 30, 100 + (2 * Most) + 30);
    }

    [Fact]
    public void A_device_without_work_to_finish_is_changed_at_once()
    {
        var setup = Setup([Segment(0), Segment(1), Segment(2) with { Device = 1 }], Trace(0, 900)) with { Changes = [new LayoutChange(Ms(50), [0], [1, 2], Load)] };
        var revived = RecordedRun.Of(setup).Lines("revive").ToDictionary(SegmentOf, At);

        Assert.Equal(0, revived[0]);
        Assert.InRange(revived[1], 50 + (2 * Least) + 30, 50 + (2 * Most) + 30);
        Assert.InRange(revived[2], 50 + Least + 30, 50 + Most + 30);
    }

    [Fact]
    public void A_device_is_changed_once_its_last_batch_has_ended_however_much_that_is_slowed_down()
    {
        // The batch that goes has 50 ms left at 50, of which its neighbour's long one makes a thousand times as much, to 50,050.
        var setup = Setup([Segment(0, run: 100), Segment(1), Segment(2, task: 1, run: 200)], Trace(0, 49_900), Trace(50)) with
        {
            Interference = new NeighbourInterference(perSlice: 999),
            Changes = [new LayoutChange(Ms(50), [0], [1], Load)],
        };
        var run = RecordedRun.Of(setup);
        var ended = run.Lines("free").Where(line => SegmentOf(line) == 0).Select(At).First();

        Assert.True(ended > 40_000);
        Assert.InRange(run.Lines("revive").Where(line => SegmentOf(line) == 1).Select(At).Single(), ended + (2 * Least) + 30, ended + (2 * Most) + 30);
    }

    [Fact]
    public void A_segment_may_come_back()
    {
        var setup = Setup([Segment(0), Segment(1)], Trace(0, 1000, 3000)) with
        {
            Changes = [new LayoutChange(Ms(50), [0], [1], Load), new LayoutChange(Ms(2000), [1], [0], Load)],
        };

        Assert.Equal([(0, 0, 10), (1, 1000, 1010), (0, 3000, 3010)], Runs(Simulator.Run(setup)));
    }

    [Fact]
    public void A_segment_that_comes_back_does_not_do_so_earlier_for_having_died_before()
    {
        // It would have been ready again at 2,030.
        var setup = Setup([Segment(0), Segment(1)], Trace(0, 2010, 2020)) with
        {
            Failures = [new Failure(Ms(30), new ProcessId(0, 0), TimeSpan.FromMilliseconds(2000))],
            Changes = [new LayoutChange(Ms(50), [0], [1], Load), new LayoutChange(Ms(2000), [1], [0], Load)],
        };
        var again = RecordedRun.Of(setup).Lines("revive").Where(line => SegmentOf(line) == 0).Select(At).ToList();

        Assert.Equal(2, again.Count);
        Assert.InRange(again[1], 2000 + (2 * Least) + 30, 2000 + (2 * Most) + 30);
    }

    [Fact]
    public void Pauses_are_the_same_whatever_the_policies()
    {
        var setup = Setup([Segment(0), Segment(1)], Trace(0, 1000)) with { Changes = [new LayoutChange(Ms(50), [0], [1], Load)] };
        var other = setup with { Policies = setup.Policies with { Dispatch = "fifs" } };

        Assert.Equal(RecordedRun.Of(setup).Lines("revive").Select(At), RecordedRun.Of(other).Lines("revive").Select(At));
    }

    private static int SegmentOf(JsonElement line) => line.GetProperty("segment").GetInt32();

    private static double At(JsonElement line) => (double)line.GetProperty("at").GetInt64() / TimeSpan.TicksPerMillisecond;
}
