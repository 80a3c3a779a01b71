using Tangram.Simulation.Interference;
using static Tangram.Simulation.Tests.Running.Small;

namespace Tangram.Simulation.Tests.Running;

/// <summary>Batches beside each other, each of which would run for 10 ms alone, and which slow each other down by 1 for every busy slice.</summary>
public sealed class InterferenceTests
{
    private static readonly NeighbourInterference Halving = new(perSlice: 1);

    [Fact]
    public void Two_batches_that_overlap_run_at_half_their_pace_while_they_do()
    {
        // The first has 6 ms left when the second begins, which take it 12; the second then has 4 left for itself.
        var report = Simulator.Run(Setup([Segment(0), Segment(1, task: 1)], Trace(0), Trace(4)) with { Interference = Halving });

        Assert.Equal([(0, 0, 16), (1, 4, 20)], Runs(report));
    }

    [Fact]
    public void Two_batches_that_begin_together_end_together() =>
        Assert.Equal([(0, 0, 20), (1, 0, 20)], Runs(Simulator.Run(Setup([Segment(0), Segment(1, task: 1)], Trace(0), Trace(0)) with { Interference = Halving })));

    [Fact]
    public void Three_batches_change_pace_whenever_one_begins_or_ends()
    {
        // Alone to 2; two to 6: the first did 2 + 2, the second 2; three from there on, at a third: the first needs 18, to 24, by when the second did 8 and the third 6.
        // The two others: the second needs 2 more, to 28, by when the third did 8 and goes on alone to 30.
        var report = Simulator.Run(Setup([Segment(0), Segment(1, task: 1), Segment(2, task: 2)], Trace(0), Trace(2), Trace(6)) with { Interference = Halving });

        Assert.Equal([(0, 0, 24), (1, 2, 28), (2, 6, 30)], Runs(report));
    }

    [Fact]
    public void The_next_batch_of_a_process_goes_on_slowing_down_what_runs_beside_it()
    {
        // The long one's neighbour is busy from 0 to 40 with two batches of 20 ms.
        var report = Simulator.Run(Setup([Segment(0), Segment(1, task: 1, run: 50)], Trace(0, 0), Trace(0)) with { Interference = Halving });

        Assert.Equal([(0, 0, 20), (0, 20, 40), (1, 0, 70)], Runs(report));
    }

    [Fact]
    public void What_runs_on_another_device_does_not_matter() =>
        Assert.Equal(
            [(0, 0, 10), (1, 4, 14)],
            Runs(Simulator.Run(Setup([Segment(0), Segment(1, task: 1) with { Device = 1 }], Trace(0), Trace(4)) with { Interference = Halving })));

    [Fact]
    public void A_process_has_its_share_of_its_segments_slices()
    {
        // Each of the two runs beside one slice, the other beside one of each of them.
        var report = Simulator.Run(Setup([Segment(0, processes: 2, slices: 2, run: 15), Segment(1, task: 1)], Trace(0, 0), Trace(0)) with { Interference = Halving });

        Assert.Equal([(0, 0, 30), (0, 0, 30), (1, 0, 30)], Runs(report));
    }

    [Fact]
    public void What_processes_of_one_segment_do_to_each_other_is_in_its_profile() =>
        Assert.Equal([(0, 0, 10), (0, 0, 10)], Runs(Simulator.Run(Setup([Segment(0, processes: 2, slices: 2)], Trace(0, 0)) with { Interference = Halving })));

    [Fact]
    public void A_batch_that_is_lost_slows_nothing_down_any_more()
    {
        // Both at half pace to 6; the other, of which 3 are done, has 7 left for itself.
        var setup = Setup([Segment(0), Segment(1, task: 1)], Trace(0), Trace(0)) with { Interference = Halving, Failures = [new(Ms(6), new(0, 0), TimeSpan.FromMilliseconds(100))] };

        Assert.Equal([(1, 0, 13), (0, 106, 116)], Runs(Simulator.Run(setup)));
    }
}
