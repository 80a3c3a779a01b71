using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests;

/// <summary>Several applications, shared segments, partial results and what a request's graph may look like.</summary>
public sealed class EngineApplicationTests
{
    private static readonly int[] Roots = [0];

    [Fact]
    public void Items_of_tasks_that_share_a_segment_run_in_one_batch()
    {
        var engine = new RecordedEngine(TwoApplications(0, 0), PoliciesOf());
        engine.Accept(Ms(0), 0, Ms(500), [0]);
        engine.Accept(Ms(0), 1, Ms(400), [1]);
        engine.Accept(Ms(0), 2, Ms(300), [0]);

        Assert.Equal([(2L, 0), (1L, 1), (0L, 0)], Started(engine.Revive(Ms(1), First)).Batch.Select(i => (i.Request, i.Task)));
    }

    [Fact]
    public void Where_applications_share_segments_the_higher_priority_goes_first_however_late_it_is_due()
    {
        var engine = new RecordedEngine(TwoApplications(0, 7), PoliciesOf());
        engine.Accept(Ms(0), 0, Ms(100), [0]);
        engine.Accept(Ms(0), 1, Ms(900), [1]);
        engine.Accept(Ms(0), 2, Ms(800), [1]);

        Assert.Equal([2L, 1L, 0L], Started(engine.Revive(Ms(1), First)).Batch.Select(i => i.Request));
    }

    [Fact]
    public void A_request_of_either_application_leaves_the_shared_queue_whole()
    {
        var engine = new RecordedEngine(TwoApplications(0, 7), PoliciesOf());
        engine.Accept(Ms(0), 0, Ms(100), [0], items: 2);
        engine.Accept(Ms(0), 1, Ms(100), [1], items: 2);

        engine.Cancel(Ms(1), 1);

        Assert.Equal([0L, 0L], engine.Segments[0].Queue.Select(i => i.Request));
    }

    [Fact]
    public void When_a_segment_of_one_task_comes_back_only_that_tasks_items_move_there()
    {
        var layout = new Layout([Task(0, isRoot: true), Task(1, isRoot: true)], [Shared(0, [0, 1]), Segment(1, task: 1)]);
        var engine = new RecordedEngine(layout, PoliciesOf());
        engine.Accept(Ms(0), 0, Ms(500), [0]);
        engine.Accept(Ms(0), 1, Ms(400), [1]);

        var revived = engine.Revive(Ms(1), new ProcessId(1, 0));

        Assert.Equal([1L], Started(revived).Batch.Select(i => i.Request));
        Assert.Single(revived.OfType<Command.Assign>());
        Assert.Equal([0L], engine.Segments[0].Queue.Select(i => i.Request));
    }

    [Fact]
    public void An_item_that_is_dropped_leaves_the_rest_of_a_request_that_takes_partial_results()
    {
        var engine = Ready(Fork(partial: true), PoliciesOf(drop: "hopeless"));
        var root = Started(engine.Accept(Ms(0), 0, Ms(35), Roots));
        engine.Free(Ms(10), root.Process, root.Run);
        var children = engine.Complete(Ms(10), root.Batch[0], 1);

        // The second child would take 30 of the 25 that are left.
        Assert.Equal((2, false), Assert.Single(children.OfType<Command.Drop>().Select(d => (d.Item.Task, d.IsWholeRequest))));
        var first = Started(children);
        Assert.Equal([new Command.Answer(0, IsPartial: true)], engine.Finish(Ms(20), first));
        Assert.Equal(0, engine.RequestsInFlight);
    }

    [Fact]
    public void Where_partial_results_are_not_taken_the_whole_request_is_dropped_with_the_item()
    {
        var engine = Ready(Fork(partial: false), PoliciesOf(drop: "hopeless"));
        var root = Started(engine.Accept(Ms(0), 0, Ms(35), Roots));
        engine.Free(Ms(10), root.Process, root.Run);
        var children = engine.Complete(Ms(10), root.Batch[0], 1);

        Assert.True(Assert.Single(children.OfType<Command.Drop>()).IsWholeRequest);
        Assert.Equal(0, engine.RequestsInFlight);
    }

    [Fact]
    public void A_request_of_which_nothing_is_left_is_dropped_whole_though_it_takes_partial_results()
    {
        var engine = Ready(Fork(partial: true), PoliciesOf(drop: "hopeless"));

        var drop = Assert.Single(engine.Accept(Ms(0), 0, Ms(5), Roots).OfType<Command.Drop>());

        Assert.True(drop.IsWholeRequest);
    }

    [Fact]
    public void Of_several_first_items_the_last_one_that_is_dropped_takes_the_request_with_it()
    {
        var engine = Ready(Fork(partial: true), PoliciesOf(drop: "hopeless"));

        Assert.Equal([false, true], engine.Accept(Ms(0), 0, Ms(5), Roots, items: 2).OfType<Command.Drop>().Select(d => d.IsWholeRequest));
        Assert.Equal(0, engine.RequestsInFlight);
    }

    [Fact]
    public void A_request_to_one_task_is_answered_whole_or_not_at_all()
    {
        var layout = OneTask(Segment()) with { Applications = [new LayoutApplication("app", PartialResults: true)] };
        var engine = Ready(layout, PoliciesOf(drop: "hopeless"));

        Assert.True(Assert.Single(engine.Accept(Ms(0), 0, Ms(5), Roots, items: 2, wholeGraph: false).OfType<Command.Drop>()).IsWholeRequest);
    }

    [Fact]
    public void When_the_last_item_that_is_left_is_dropped_the_rest_is_answered()
    {
        var engine = Ready(Fork(partial: true), PoliciesOf(drop: "hopeless"));
        var root = Started(engine.Accept(Ms(0), 0, Ms(15), Roots));
        engine.Free(Ms(10), root.Process, root.Run);

        var ended = engine.Complete(Ms(10), root.Batch[0], [1, 1]);

        Assert.Equal([false, false], ended.OfType<Command.Drop>().Select(d => d.IsWholeRequest));
        Assert.Equal(new Command.Answer(0, IsPartial: true), ended[^1]);
    }

    [Fact]
    public void Each_child_task_receives_its_own_number_of_items()
    {
        var engine = Ready(Fork(partial: false));
        var root = Started(engine.Accept(Ms(0), 0, Ms(500), Roots));

        var items = engine.Complete(Ms(10), root.Batch[0], [2, 3]).OfType<Command.Assign>().Select(a => (a.Item.Task, a.Item.Ordinal, a.Item.Parent));

        Assert.Equal([(1, 0, 0L), (1, 1, 0L), (2, 0, 0L), (2, 1, 0L), (2, 2, 0L)], items);
    }

    [Fact]
    public void An_item_that_exceeds_its_stages_budget_runs_and_its_items_go_to_the_quicker_segment()
    {
        var layout = new Layout(
            [Task(0, [1], isRoot: true), Task(1)],
            [Segment(0, batch: 1), Segment(1, task: 1, one: 20), Segment(2, task: 1, slices: 4, one: 15) with { Budget = Span(20) }]);
        var engine = Ready(layout, PoliciesOf(drop: "every-stage", dispatch: "round-robin"));
        var first = Started(engine.Accept(Ms(0), 0, Ms(500), Roots));
        engine.Accept(Ms(0), 1, Ms(500), Roots);

        // The budget of the first stage is 20; at 11 the second item would take until 21.
        var second = Started(engine.Free(Ms(11), first.Process, first.Run));
        engine.Free(Ms(21), second.Process, second.Run);

        Assert.Equal((null, 2), (first.Batch[0].Pin, second.Batch[0].Pin));
        Assert.Equal([2, 2, 2], engine.Complete(Ms(21), second.Batch[0], 3).OfType<Command.Assign>().Select(a => a.Segment.Index));
        Assert.Equal([1, 2], engine.Complete(Ms(21), first.Batch[0], 2).OfType<Command.Assign>().Select(a => a.Segment.Index));
    }

    [Fact]
    public void Where_the_quicker_segment_died_meanwhile_its_items_go_anywhere()
    {
        var layout = new Layout(
            [Task(0, [1], isRoot: true), Task(1)],
            [Segment(0, batch: 1), Segment(1, task: 1, one: 20), Segment(2, task: 1, slices: 4, one: 15) with { Budget = Span(20) }]);
        var engine = Ready(layout, PoliciesOf(drop: "every-stage"));
        var first = Started(engine.Accept(Ms(0), 0, Ms(500), Roots));
        engine.Accept(Ms(0), 1, Ms(500), Roots);
        var second = Started(engine.Free(Ms(11), first.Process, first.Run));
        engine.Lose(Ms(12), new ProcessId(2, 0));

        Assert.Equal(1, Assigned(engine.Complete(Ms(21), second.Batch[0], 1)).Segment.Index);
    }

    [Fact]
    public void An_item_that_was_to_catch_up_and_waited_too_long_is_dropped_after_all()
    {
        var layout = new Layout(
            [Task(0, [1], isRoot: true), Task(1)],
            [Segment(0, batch: 2) with { Budget = Span(5) }, Segment(1, task: 1, one: 20), Segment(2, task: 1, one: 15) with { Budget = Span(20) }]);
        var engine = Ready(layout, PoliciesOf("timeout:wait-ms=50", drop: "every-stage"));

        Assert.Empty(engine.Accept(Ms(0), 0, Ms(60), Roots).OfType<Command.Drop>());
        Assert.Equal(2, engine.Segments[0].Queue[0].Pin);
        Assert.IsType<Command.Drop>(Assert.Single(engine.Wake(Ms(50), 0)));
    }

    [Fact]
    public void An_item_whose_stage_has_died_is_given_up_at_its_deadline_or_its_budgets_end()
    {
        var layout = new Layout([Task(0, [1], isRoot: true), Task(1)], [Segment(0) with { Budget = Span(80) }, Segment(1, task: 1)]);
        var engine = new RecordedEngine(layout, PoliciesOf(drop: "every-stage"));

        Assert.Equal([Ms(50)], engine.Accept(Ms(0), 0, Ms(50), Roots).OfType<Command.WakeAt>().Select(w => w.When));
        Assert.Equal([new Command.WakeAt(Ms(80), layout.Segments[0])], engine.Wake(Ms(50), 0));
        Assert.IsType<Command.Drop>(Assert.Single(engine.Wake(Ms(80), 0)));
    }

    /// <summary>Two applications of a task each, which share the one segment.</summary>
    private static Layout TwoApplications(int first, int second) =>
        new([Task(0, isRoot: true), Task(1, isRoot: true) with { Application = "other" }], [Shared(0, [0, 1])])
        {
            Applications = [new LayoutApplication("app", first), new LayoutApplication("other", second)],
        };

    /// <summary>A task with two children, of which the second takes 30 ms.</summary>
    private static Layout Fork(bool partial) =>
        new([Task(0, [1, 2], isRoot: true), Task(1), Task(2)], [Segment(0), Segment(1, task: 1), Segment(2, task: 2, one: 30)])
        {
            Applications = [new LayoutApplication("app", PartialResults: partial)],
        };
}
