using Tangram.Core.Time;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests;

public sealed class EngineTests
{
    [Fact]
    public void A_request_waits_until_a_process_is_ready()
    {
        var engine = new RecordedEngine(OneTask(Segment()), PoliciesOf());

        Assert.Empty(Accept(engine, 0).OfType<Command.Start>());
        Assert.Single(Started(engine.Revive(Ms(5), First)).Batch);
    }

    [Fact]
    public void A_request_is_answered_when_its_last_item_is_through()
    {
        var engine = Alive(Chain(Segment(0, task: 0), Segment(1, task: 1)));
        var root = Started(Accept(engine, 0));
        engine.Free(Ms(10), root.Process, root.Run);
        var children = Started(engine.Complete(Ms(10), root.Batch[0], children: 2));
        engine.Free(Ms(20), children.Process, children.Run);

        Assert.Equal([0, 1], children.Batch.Select(i => i.Ordinal));
        Assert.Empty(engine.Complete(Ms(20), children.Batch[0], children: 0));
        Assert.Equal([new Command.Answer(0)], engine.Complete(Ms(20), children.Batch[1], children: 0));
    }

    [Fact]
    public void A_request_whose_fan_out_is_empty_is_answered()
    {
        var engine = Alive(Chain(Segment(0, task: 0), Segment(1, task: 1)));
        var root = Started(Accept(engine, 0));

        Assert.Equal([new Command.Answer(0)], engine.Complete(Ms(10), root.Batch[0], children: 0));
    }

    [Fact]
    public void A_request_that_goes_to_no_task_is_answered()
    {
        var engine = new RecordedEngine(new Layout([], []), PoliciesOf());

        Assert.Equal([new Command.Answer(3)], engine.Accept(Instant.Start, 3, Ms(100), [], 1, wholeGraph: true));
    }

    [Fact]
    public void A_request_to_one_task_stops_there()
    {
        var engine = Alive(Chain(Segment(0, task: 0), Segment(1, task: 1)));
        var start = Started(engine.Accept(Instant.Start, 0, Ms(100), [0], items: 1, wholeGraph: false));

        Assert.Equal([new Command.Answer(0)], engine.Complete(Ms(10), start.Batch[0], children: 5));
    }

    [Fact]
    public void A_task_with_two_parents_gets_the_items_of_both()
    {
        var layout = new Layout(
            [Task(0, [2], isRoot: true), Task(1, [2], isRoot: true), Task(2)],
            [Segment(0, 0), Segment(1, 1), Segment(2, 2, batch: 1)]);
        var engine = Alive(layout);
        var roots = engine.Accept(Instant.Start, 0, Ms(100), [0, 1], 1, wholeGraph: true).OfType<Command.Start>().ToList();

        var joined = roots.SelectMany(r => engine.Complete(Ms(10), r.Batch[0], children: 1)).OfType<Command.Assign>().ToList();

        Assert.Equal(2, roots.Count);
        Assert.Equal([(2, 0L), (2, 1L)], joined.Select(a => (a.Item.Task, a.Item.Parent)));
    }

    [Fact]
    public void A_batch_of_a_process_that_died_is_run_again_by_its_successor()
    {
        var engine = Alive(OneTask(Segment()));
        var lost = Started(Accept(engine, 0));

        Assert.Empty(engine.Lose(Ms(3), First).OfType<Command.Start>());
        var again = Started(engine.Revive(Ms(5), First));

        Assert.NotEqual(lost.Run, again.Run);
        Assert.Equal([lost.Batch[0] with { Retried = true }], again.Batch);
    }

    [Fact]
    public void A_batch_of_a_process_that_died_is_run_again_by_another_segment_at_once()
    {
        var engine = Alive(OneTask(Segment(0), Segment(1, slices: 2)));
        var lost = Started(Accept(engine, 0));

        Assert.Equal(1, Started(engine.Lose(Ms(3), lost.Process)).Process.Segment);
    }

    [Fact]
    public void What_waits_at_a_dead_segment_moves_when_another_comes_back()
    {
        var engine = new RecordedEngine(OneTask(Segment(0), Segment(1)), PoliciesOf());
        var waiting = Assert.Single(Accept(engine, 0).OfType<Command.Assign>());

        Assert.Equal(0, waiting.Segment.Index);
        Assert.Equal(1, Started(engine.Revive(Ms(5), new ProcessId(1, 0))).Process.Segment);
    }

    [Fact]
    public void News_that_an_older_run_ended_is_ignored()
    {
        var engine = Alive(OneTask(Segment()));
        var lost = Started(Accept(engine, 0));
        engine.Lose(Ms(3), First);
        engine.Revive(Ms(5), First);
        Accept(engine, 1);

        Assert.Empty(engine.Free(Ms(6), First, lost.Run));
    }

    [Fact]
    public void An_item_whose_result_came_after_its_process_was_lost_is_not_run_again()
    {
        var engine = Alive(OneTask(Segment()));
        var lost = Started(engine.Accept(Instant.Start, 0, Ms(1000), [0], items: 2, wholeGraph: true));
        engine.Lose(Ms(3), First);
        engine.Complete(Ms(4), lost.Batch[0], children: 0);

        Assert.Equal([lost.Batch[1].Id], Started(engine.Revive(Ms(5), First)).Batch.Select(i => i.Id));
    }

    [Fact]
    public void An_item_that_is_through_is_not_run_a_third_time_when_its_second_process_dies()
    {
        var engine = Alive(OneTask(Segment(0), Segment(1)));
        var lost = Started(engine.Accept(Instant.Start, 0, Ms(1000), [0], items: 1, wholeGraph: true));
        var second = Started(engine.Accept(Instant.Start, 1, Ms(1000), [0], items: 1, wholeGraph: true));
        engine.Lose(Ms(3), lost.Process);
        engine.Lose(Ms(4), second.Process);
        var again = Started(engine.Revive(Ms(5), First));
        engine.Complete(Ms(6), lost.Batch[0] with { Request = 0 }, children: 0);
        engine.Lose(Ms(7), First);

        Assert.Equal([lost.Batch[0].Id], again.Batch.Select(i => i.Id));
        Assert.Equal([second.Batch[0].Id], Started(engine.Revive(Ms(8), First)).Batch.Select(i => i.Id));
    }

    [Fact]
    public void An_item_of_which_two_processes_died_is_given_up_and_takes_no_other_with_it()
    {
        var engine = Alive(OneTask(Segment()));
        engine.Accept(Instant.Start, 0, Ms(1000), [0], items: 1, wholeGraph: true);
        Accept(engine, 1);
        Accept(engine, 2);
        var poisoned = engine.Lose(Ms(3), First);
        var alone = Started(engine.Revive(Ms(5), First));
        var given = engine.Lose(Ms(7), First).OfType<Command.GiveUp>();
        var rest = Started(engine.Revive(Ms(9), First));

        Assert.Empty(poisoned.OfType<Command.GiveUp>());
        Assert.Equal([0L], alone.Batch.Select(i => i.Request));
        Assert.Equal(0, Assert.Single(given).Item.Request);
        Assert.Equal([1L, 2L], rest.Batch.Select(i => i.Request));
    }

    [Fact]
    public void A_request_that_a_death_made_late_is_not_dropped_even_through_another_item()
    {
        var layout = new Layout([Task(0, isRoot: true), Task(1, isRoot: true)], [Segment(0, 0), Segment(1, 1)]);
        var engine = new RecordedEngine(layout, PoliciesOf(drop: "hopeless"));
        engine.Revive(Instant.Start, First);
        engine.Accept(Instant.Start, 0, Ms(50), [0, 1], 1, wholeGraph: true);
        engine.Lose(Ms(10), First);

        Assert.Single(Started(engine.Revive(Ms(100), new ProcessId(1, 0))).Batch);
    }

    [Fact]
    public void A_request_that_cannot_be_in_time_is_dropped_with_all_its_items()
    {
        var engine = new RecordedEngine(OneTask(Segment()), PoliciesOf(drop: "hopeless"));
        engine.Accept(Instant.Start, 0, Ms(50), [0], items: 3, wholeGraph: false);

        var drop = Assert.IsType<Command.Drop>(Assert.Single(engine.Revive(Ms(45), First)));

        Assert.Equal((0, 0), (drop.Request, engine.RequestsInFlight));
        Assert.Equal("task t0 could not have it answered by its deadline", drop.Reason);
        Assert.Empty(engine.Segments[0].Queue);
    }

    [Fact]
    public void A_cancelled_request_leaves_its_queues_and_frees_its_process_only_when_its_batch_ends()
    {
        var engine = Alive(OneTask(Segment(batch: 1)));
        var start = Started(engine.Accept(Instant.Start, 0, Ms(1000), [0], items: 3, wholeGraph: false));

        Assert.Empty(engine.Cancel(Ms(1), 0));
        Assert.Empty(engine.Segments[0].Queue);
        Assert.Empty(Accept(engine, 1).OfType<Command.Start>());
        Assert.Equal(1, Started(engine.Free(Ms(10), start.Process, start.Run)).Batch[0].Request);
        Assert.Empty(engine.Complete(Ms(10), start.Batch[0], children: 1));
    }

    [Fact]
    public void A_request_that_finds_a_full_queue_is_refused()
    {
        var engine = new RecordedEngine(OneTask(Segment(batch: 2)), PoliciesOf(queueLimit: 2));
        engine.Accept(Instant.Start, 0, Ms(1000), [0], items: 2, wholeGraph: false);

        var decision = engine.Admit(Instant.Start, Ms(1000), [0]);

        Assert.Equal(AdmissionDecision.Refuse("segment s0 has 2 items waiting, as many as it may", Span(10)), decision);
    }

    [Fact]
    public void A_full_queue_that_the_request_never_comes_to_does_not_refuse_it()
    {
        var engine = new RecordedEngine(Chain(Segment(0, task: 0), Segment(1, task: 1)), PoliciesOf(queueLimit: 2));
        engine.Accept(Instant.Start, 0, Ms(1000), [0], items: 2, wholeGraph: false);

        Assert.False(engine.Admit(Instant.Start, Ms(1000), [0]).IsAccepted);
        Assert.True(engine.Admit(Instant.Start, Ms(1000), [1]).IsAccepted);
    }

    [Fact]
    public void A_request_at_a_segment_that_never_comes_back_is_dropped_when_its_time_is_up()
    {
        var engine = new RecordedEngine(OneTask(Segment(one: 10)), PoliciesOf(drop: "hopeless"));

        var waiting = engine.Accept(Instant.Start, 0, Ms(50), [0], items: 1, wholeGraph: false);

        Assert.Equal([new Command.WakeAt(Ms(50), engine.Segments[0].Segment)], waiting.OfType<Command.WakeAt>());
        Assert.IsType<Command.Drop>(Assert.Single(engine.Wake(Ms(50), 0)));
        Assert.Equal(0, engine.RequestsInFlight);
    }

    [Fact]
    public void Items_are_started_earliest_deadline_first()
    {
        var engine = new RecordedEngine(OneTask(Segment(batch: 2)), PoliciesOf());
        foreach (var (request, deadline) in ((long, int)[])[(0, 300), (1, 100), (2, 200)])
        {
            engine.Accept(Instant.Start, request, Ms(deadline), [0], 1, wholeGraph: true);
        }

        Assert.Equal([1L, 2L], Started(engine.Revive(Instant.Start, First)).Batch.Select(i => i.Request));
    }

    [Fact]
    public void Each_segment_that_waits_asks_once_to_be_woken()
    {
        var layout = new Layout([Task(0, isRoot: true), Task(1, isRoot: true), Task(2, isRoot: true)], [Segment(0, 0), Segment(1, 1), Segment(2, 2)]);
        var engine = Alive(layout, "deadline");

        Assert.Equal(3, engine.Accept(Instant.Start, 0, Ms(1000), [0, 1, 2], 1, wholeGraph: true).OfType<Command.WakeAt>().Count());
        Assert.Empty(engine.Accept(Ms(1), 1, Ms(1000), [0, 1, 2], 1, wholeGraph: true).OfType<Command.WakeAt>());
        Assert.Equal(3, Enumerable.Range(0, 3).SelectMany(segment => engine.Wake(Ms(50), segment)).OfType<Command.Start>().Count());
    }

    private static IReadOnlyList<Command> Accept(RecordedEngine engine, long request) =>
        engine.Accept(Instant.Start, request, Ms(1000), [0], 1, wholeGraph: true);

    private static RecordedEngine Alive(Layout layout, string batching = "greedy") => Ready(layout, PoliciesOf(batching));
}
