using Tangram.Scheduling.Policies.Dispatch;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Dispatch;

public sealed class FifsDispatchTests
{
    [Fact]
    public void Of_the_idle_segments_the_smallest_is_taken()
    {
        var busy = Busy(Segment(0, slices: 1));
        var small = State(Segment(1, slices: 2));
        var large = State(Segment(2, slices: 4));

        Assert.Same(small, new FifsDispatch().ChooseAmong([large, busy, small]));
    }

    [Fact]
    public void Where_none_is_idle_the_item_waits_at_its_task() => Assert.Null(new FifsDispatch().ChooseAmong([Busy(Segment(0)), State(Segment(1), alive: 0)]));

    [Fact]
    public void The_first_segment_that_becomes_idle_takes_what_is_most_urgent()
    {
        var engine = Ready(OneTask(Segment(0, batch: 1), Segment(1, batch: 1)), PoliciesOf(dispatch: "fifs"));
        engine.Accept(Ms(0), 0, Ms(500), [0]);
        var second = Started(engine.Accept(Ms(1), 1, Ms(500), [0]));
        Assert.Empty(engine.Accept(Ms(2), 2, Ms(500), [0]));
        Assert.Empty(engine.Accept(Ms(3), 3, Ms(300), [0]));
        Assert.Empty(engine.Accept(Ms(4), 4, Ms(500), [0]));

        Assert.Equal(3, engine.HeldAt(0));
        var third = Started(engine.Free(Ms(11), second.Process, second.Run));
        Assert.Equal((second.Process, 3L), (third.Process, third.Batch[0].Request));
        Assert.Equal(2L, Started(engine.Free(Ms(21), third.Process, third.Run)).Batch[0].Request);
        Assert.Equal(1, engine.HeldAt(0));
    }

    [Fact]
    public void A_segment_that_becomes_idle_takes_as_many_as_its_batch_has_room_for()
    {
        var engine = Ready(OneTask(Segment(batch: 2)), PoliciesOf(dispatch: "fifs"));
        var first = Started(engine.Accept(Ms(0), 0, Ms(500), [0]));
        for (var request = 1; request <= 3; request++)
        {
            engine.Accept(Ms(request), request, Ms(500), [0]);
        }

        Assert.Equal([1L, 2L], Started(engine.Free(Ms(10), first.Process, first.Run)).Batch.Select(i => i.Request));
        Assert.Equal(1, engine.HeldAt(0));
    }

    [Fact]
    public void A_segment_that_waits_for_company_gets_it_though_it_is_not_idle()
    {
        var engine = Ready(OneTask(Segment(batch: 2)), PoliciesOf("timeout", dispatch: "fifs"));

        Assert.Empty(engine.Accept(Ms(0), 0, Ms(500), [0]).OfType<Command.Start>());
        Assert.Equal(2, Started(engine.Accept(Ms(1), 1, Ms(500), [0])).Batch.Count);
    }

    [Fact]
    public void What_is_dropped_makes_room_for_all_that_is_held()
    {
        var engine = Ready(OneTask(Segment(batch: 2)), PoliciesOf(drop: "hopeless", dispatch: "fifs"));
        var first = Started(engine.Accept(Ms(0), 0, Ms(500), [0]));
        for (var request = 1; request <= 5; request++)
        {
            engine.Accept(Ms(1), request, Ms(20), [0]);
        }

        engine.Accept(Ms(1), 6, Ms(500), [0]);
        var after = engine.Free(Ms(30), first.Process, first.Run);

        Assert.Equal([1L, 2L, 3L, 4L, 5L], after.OfType<Command.Drop>().Select(d => d.Request));
        Assert.Equal([6L], Started(after).Batch.Select(i => i.Request));
    }

    [Fact]
    public void A_shared_segment_takes_the_most_urgent_of_all_its_tasks()
    {
        var layout = new Layout([Task(0, isRoot: true), Task(1, isRoot: true)], [Shared(0, [0, 1], batch: 2)]);
        var engine = Ready(layout, PoliciesOf(dispatch: "fifs"));
        var first = Started(engine.Accept(Ms(0), 0, Ms(500), [0]));
        engine.Accept(Ms(1), 1, Ms(400), [0]);
        engine.Accept(Ms(1), 2, Ms(300), [0]);
        engine.Accept(Ms(1), 3, Ms(200), [1]);

        Assert.Equal([3L, 2L], Started(engine.Free(Ms(10), first.Process, first.Run)).Batch.Select(i => i.Request));
        Assert.Equal((1, 0), (engine.HeldAt(0), engine.HeldAt(1)));
    }

    [Fact]
    public void What_is_held_goes_to_the_first_segment_that_comes_back()
    {
        var engine = new RecordedEngine(OneTask(Segment(0), Segment(1)), PoliciesOf(dispatch: "fifs"));
        Assert.Empty(engine.Accept(Ms(0), 0, Ms(500), [0]).OfType<Command.Assign>());

        Assert.Equal(1, Started(engine.Revive(Ms(5), new ProcessId(1, 0))).Segment.Index);
        Assert.Equal(0, engine.HeldAt(0));
    }

    [Fact]
    public void What_is_held_is_taken_back_when_its_request_ends()
    {
        var engine = Ready(OneTask(Segment(batch: 1)), PoliciesOf(dispatch: "fifs"));
        var first = Started(engine.Accept(Ms(0), 0, Ms(500), [0]));
        engine.Accept(Ms(1), 1, Ms(500), [0]);

        Assert.Empty(engine.Cancel(Ms(2), 1));
        Assert.Equal(0, engine.HeldAt(0));
        Assert.Empty(engine.Free(Ms(10), first.Process, first.Run));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_held_where_nothing_lives_any_more_is_dropped_when_its_time_is_up(bool isRetired)
    {
        var engine = Ready(OneTask(Segment(batch: 1)), PoliciesOf(drop: "hopeless", dispatch: "fifs"));
        engine.Accept(Ms(0), 0, Ms(500), [0]);
        engine.Accept(Ms(1), 1, Ms(50), [0]);
        engine.Cancel(Ms(2), 0);

        var gone = isRetired ? engine.Retire(Ms(3), 0) : engine.Lose(Ms(3), First);

        Assert.Equal([new Command.WakeAt(Ms(50), engine.Segments[0].Segment)], gone);
        Assert.Equal(1, Assert.IsType<Command.Drop>(Assert.Single(engine.Wake(Ms(50), 0))).Request);
    }

    [Fact]
    public void What_is_held_where_nothing_lives_is_judged_by_the_quickest_segment()
    {
        var engine = new RecordedEngine(OneTask(Segment(0, one: 40), Segment(1, one: 10)), PoliciesOf(drop: "hopeless", dispatch: "fifs"));

        Assert.Empty(engine.Accept(Ms(0), 0, Ms(20), [0]).OfType<Command.Drop>());
        Assert.Single(Started(engine.Revive(Ms(5), new ProcessId(1, 0))).Batch);
    }

    [Fact]
    public void A_task_at_which_too_many_wait_refuses()
    {
        var engine = Ready(OneTask(Segment(batch: 1)), PoliciesOf(queueLimit: 2, dispatch: "fifs"));
        engine.Accept(Ms(0), 0, Ms(500), [0], items: 3);

        Assert.Equal("task t0 has 2 items waiting, as many as it may", engine.Admit(Ms(0), Ms(500), [0]).Reason);
    }
}
