using Tangram.Scheduling.Policies.Dispatch;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Dispatch;

public sealed class RoundRobinDispatchTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 0)]
    [InlineData(7_000_000_001, 2)]
    public void Segments_take_turns_whatever_waits_there(long turn, int segment)
    {
        SegmentState[] among = [State(Segment(0), queued: 9), State(Segment(1)), Busy(Segment(2))];

        Assert.Same(among[segment], new RoundRobinDispatch().ChooseAmong(among, turn: turn));
    }

    [Fact]
    public void Dead_segments_have_no_turn()
    {
        var engine = Ready(OneTask(Segment(0), Segment(1), Segment(2)), PoliciesOf(dispatch: "round-robin"));
        engine.Lose(Ms(0), new ProcessId(1, 0));

        Assert.Equal([0, 2, 0, 2], Enumerable.Range(0, 4).Select(r => Assigned(engine.Accept(Ms(0), r, Ms(500), [0])).Segment.Index));
    }

    [Fact]
    public void Each_task_counts_its_own_turns()
    {
        var layout = new Layout([Task(0, isRoot: true), Task(1, isRoot: true)], [Shared(0, [0, 1]), Shared(1, [0, 1])]);
        var engine = Ready(layout, PoliciesOf(dispatch: "round-robin"));

        Assert.Equal([0, 0, 1, 1], ((int[])[0, 1, 0, 1]).Select((task, r) => Assigned(engine.Accept(Ms(0), r, Ms(500), [task])).Segment.Index));
    }

    [Fact]
    public void Within_each_variant_of_a_split_task_all_segments_have_their_turn()
    {
        var engine = Ready(Splits.Halves(), PoliciesOf(dispatch: "round-robin"));

        // The variants alternate; each has two segments.
        Assert.Equal([0, 2, 1, 3, 0, 2, 1, 3], Enumerable.Range(0, 8).Select(r => Assigned(engine.Accept(Ms(0), r, Ms(500), [0])).Segment.Index));
    }
}
