using Tangram.Scheduling.Policies.Dispatch;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Dispatch;

public sealed class MostAccurateFirstDispatchTests
{
    private static readonly MostAccurateFirstDispatch Policy = new();

    [Fact]
    public void The_most_accurate_is_filled_before_the_others_are_used()
    {
        var quick = State(Of(0, slices: 1, accuracy: 0.8));
        var best = State(Of(1, slices: 4, accuracy: 1), queued: 3);

        Assert.Same(best, Policy.ChooseAmong([quick, best]));
    }

    [Fact]
    public void What_it_has_no_room_for_goes_to_the_next_most_accurate()
    {
        var worst = State(Of(0, slices: 1, accuracy: 0.7));
        var second = State(Of(1, slices: 2, accuracy: 0.8));
        var best = State(Of(2, slices: 4, accuracy: 1), queued: 4);

        Assert.Same(second, Policy.ChooseAmong([worst, second, best]));
    }

    [Fact]
    public void Of_equally_accurate_ones_the_smallest_with_room_is_taken()
    {
        var full = State(Of(0, slices: 1, accuracy: 1), queued: 4);
        var small = State(Of(1, slices: 2, accuracy: 1));
        var large = State(Of(2, slices: 4, accuracy: 1));

        Assert.Same(small, Policy.ChooseAmong([full, large, small]));
    }

    [Fact]
    public void Where_none_has_room_the_one_that_is_filled_the_least_is_taken()
    {
        var quick = State(Of(0, slices: 1, accuracy: 0.8, batch: 2), queued: 4);
        var best = State(Of(1, slices: 4, accuracy: 1), queued: 5);

        // Twice its batch against one and a quarter times.
        Assert.Same(best, Policy.ChooseAmong([quick, best]));
    }

    [Fact]
    public void The_excess_is_spread_evenly()
    {
        var engine = new RecordedEngine(Splits.Of(0.9, Splits.Runs("a", 0), Splits.Runs("b", 1, batch: 2)), PoliciesOf("timeout:wait-ms=1000", dispatch: "most-accurate-first"));
        engine.Revive(Ms(0), new ProcessId(0, 0));
        engine.Revive(Ms(0), new ProcessId(1, 0));

        // One batch of each runs and one waits; of 12 more two thirds go to the one that takes twice as many.
        engine.Accept(Ms(0), 0, Ms(5000), [0], items: 24);

        Assert.Equal([16 - 4, 8 - 2], engine.Segments.Select(s => s.Queue.Count));
    }

    private static Segment Of(int index, int slices, double accuracy, int batch = 4) => Segment(index, slices: slices, batch: batch) with { Accuracy = accuracy };
}
