using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests;

/// <summary>Segments that are taken out of use.</summary>
public sealed class EngineRetireTests
{
    [Fact]
    public void What_a_retired_segment_runs_it_finishes_and_what_waits_there_goes_elsewhere()
    {
        var engine = new RecordedEngine(OneTask(Segment(0, batch: 1), Segment(1, batch: 1)), PoliciesOf());
        engine.Revive(Ms(0), First);
        var running = Started(engine.Accept(Ms(0), 0, Ms(500), [0]));
        engine.Accept(Ms(0), 1, Ms(500), [0]);
        engine.Revive(Ms(0), new ProcessId(1, 0));
        engine.Accept(Ms(1), 2, Ms(500), [0]);

        engine.Retire(Ms(2), 0);

        Assert.Empty(engine.Segments[0].Queue);
        Assert.Equal([new Command.Answer(0)], engine.Finish(Ms(10), running));
        Assert.Equal(2, engine.RequestsInFlight);
    }

    [Fact]
    public void A_retired_segment_gets_no_more_items_though_its_process_becomes_idle()
    {
        var engine = Ready(OneTask(Segment(0), Segment(1, slices: 2)));
        var running = Started(engine.Accept(Ms(0), 0, Ms(500), [0]));
        engine.Retire(Ms(1), 0);
        engine.Finish(Ms(10), running);

        Assert.Equal([1, 1], Enumerable.Range(1, 2).Select(r => Assigned(engine.Accept(Ms(11), r, Ms(500), [0])).Segment.Index));
        Assert.False(engine.Segments[0].IsAlive);
    }

    [Fact]
    public void Where_nothing_else_serves_the_task_items_wait_until_something_does()
    {
        var engine = Ready(OneTask(Segment()));
        engine.Retire(Ms(1), 0);

        Assert.Empty(engine.Accept(Ms(2), 0, Ms(500), [0]).OfType<Command.Start>());
        Assert.Single(Started(engine.Revive(Ms(3), First)).Batch);
    }

    [Fact]
    public void A_segment_that_is_taken_into_use_again_while_it_runs_gets_work_when_that_ends()
    {
        var engine = Ready(OneTask(Segment(batch: 1)));
        var running = Started(engine.Accept(Ms(0), 0, Ms(500), [0]));
        engine.Retire(Ms(1), 0);
        engine.Revive(Ms(2), First);

        Assert.Empty(engine.Accept(Ms(3), 1, Ms(500), [0]).OfType<Command.Start>());
        Assert.Equal(1, Started(engine.Free(Ms(10), running.Process, running.Run)).Batch[0].Request);
    }

    [Fact]
    public void What_a_retired_segment_was_running_when_it_died_runs_again_elsewhere()
    {
        var engine = Ready(OneTask(Segment(0), Segment(1, slices: 2)));
        var running = Started(engine.Accept(Ms(0), 0, Ms(500), [0]));
        engine.Retire(Ms(1), 0);

        var again = Started(engine.Lose(Ms(2), running.Process));

        Assert.Equal((1, true), (again.Segment.Index, again.Batch[0].Retried));
    }

    [Fact]
    public void A_process_that_dies_has_each_of_its_items_assigned_once()
    {
        var engine = Ready(OneTask(Segment(batch: 1)));
        engine.Accept(Ms(0), 0, Ms(500), [0], items: 2);

        Assert.Equal([1L, 0L], engine.Lose(Ms(1), First).OfType<Command.Assign>().Select(a => a.Item.Id).OrderDescending());
    }
}
