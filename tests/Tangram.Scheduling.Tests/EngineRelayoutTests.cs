using System.Text;
using Tangram.Scheduling.Logging;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests;

/// <summary>Layouts that take over from others while requests are in flight.</summary>
public sealed class EngineRelayoutTests
{
    [Fact]
    public void What_a_kept_segment_runs_and_holds_goes_on_with_the_new_figures()
    {
        var engine = Ready(OneTask(Segment(batch: 1)));
        var running = Started(engine.Accept(Ms(0), 0, Ms(500), [0]));
        engine.Accept(Ms(0), 1, Ms(500), [0]);

        Assert.Empty(engine.Relayout(Ms(1), OneTask(Segment(batch: 1, one: 20), Segment(1))));

        Assert.Equal(Span(20), engine.Segments[0].Segment.Latency.Of(1));
        Assert.Single(engine.Segments[0].Queue);
        Assert.Equal(1, Started(engine.Free(Ms(10), running.Process, running.Run)).Batch[0].Request);
    }

    [Fact]
    public void What_waits_goes_to_a_segment_that_came_once_it_is_ready()
    {
        var engine = Ready(OneTask(Segment(batch: 1)));
        engine.Accept(Ms(0), 0, Ms(500), [0]);
        engine.Accept(Ms(0), 1, Ms(500), [0]);
        engine.Relayout(Ms(1), OneTask(Segment(batch: 1), Segment(1, batch: 1)));

        engine.Revive(Ms(2), new ProcessId(1, 0));

        Assert.Equal(new ProcessId(1, 0), Started(engine.Retire(Ms(3), 0)).Process);
    }

    [Fact]
    public void A_segment_in_use_is_not_replaced_and_nothing_is_changed()
    {
        var engine = Ready(OneTask(Segment()));

        Assert.Contains("is in use", Assert.Throws<ArgumentException>(() => engine.Relayout(Ms(1), OneTask(Segment(processes: 2)))).Message, StringComparison.Ordinal);
        Assert.Single(Started(engine.Accept(Ms(2), 0, Ms(500), [0])).Batch);
    }

    [Fact]
    public void Tasks_stay_what_they_are() =>
        Assert.Contains("has the same", Assert.Throws<ArgumentException>(() => Ready(OneTask(Segment())).Relayout(Ms(1), Chain(Segment(), Segment(1, task: 1)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Items_of_an_item_that_ran_before_go_by_the_new_graph()
    {
        var engine = Ready(Chain(Segment(), Segment(1, task: 1)));
        var running = Started(engine.Accept(Ms(0), 0, Ms(500), [0]));
        engine.Relayout(Ms(1), new Layout([Task(0, isRoot: true), Task(1)], [Segment(), Segment(1, task: 1)]));

        Assert.Contains(new Command.Answer(0), engine.Finish(Ms(10), running, children: 3));
    }

    [Fact]
    public void Requests_to_a_task_without_a_segment_are_refused_and_those_that_wait_there_given_up()
    {
        var engine = new RecordedEngine(Chain(Segment(), Segment(1, task: 1)), PoliciesOf());
        engine.Revive(Ms(0), First);
        engine.Accept(Ms(0), 0, Ms(500), [1], wholeGraph: false);

        var dropped = engine.Relayout(Ms(1), new Layout([Task(0, isRoot: true), Task(1)], [Segment(), Segment(1) with { Tasks = [] }]));

        Assert.Equal(0, Assert.Single(dropped.OfType<Command.Drop>()).Item.Request);
        Assert.Contains("has no segment", engine.Admit(Ms(2), Ms(500), [1], wholeGraph: false).Reason, StringComparison.Ordinal);
        Assert.True(engine.Admit(Ms(2), Ms(500), [0]).IsAccepted);
    }

    [Fact]
    public void A_log_with_layouts_that_took_over_is_decided_again() => Seeds.ForAll(30, seed =>
    {
        var (workload, policies, stream) = (Workload.Create(seed, withDeaths: true, withRetirements: true, withRelayouts: true), new PolicyChoice { Admission = "every" }, new MemoryStream());
        using (var log = new DecisionLog(stream, LogHeader.Of(workload.Layout, policies)))
        {
            new VirtualShell(workload, policies.Create(), log).Run();
        }

        var written = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Null(Replay.Run(new MemoryStream(stream.ToArray()), "log").Difference);
        Assert.True(written.Contains("\"event\":\"relayout\"", StringComparison.Ordinal));
    });

    [Fact]
    public void Slots_keep_what_runs_and_give_what_is_free_to_what_comes()
    {
        var slots = LayoutSlots.Of(OneTask(Segment() with { Id = "a" }, Segment(1) with { Id = "b" }));
        var both = slots.Begin(OneTask(Segment() with { Id = "b" }, Segment(1, batch: 2) with { Id = "c" }), new Dictionary<string, int> { ["b"] = 0 });

        Assert.Equal(["a", "b", "c"], both.Current.Segments.Select(s => s.Id));
        Assert.Equal((0, 2), (both.IndexOf("b"), both.IndexOf("c")));
        var left = both.Switch().Keep(new HashSet<int> { 0, 2 });
        Assert.Equal([1, 0, 1], left.Current.Segments.Select(s => s.Tasks.Count));

        var next = left.Begin(OneTask(Segment() with { Id = "c" }, Segment(1) with { Id = "d" }), new Dictionary<string, int> { ["c"] = 2 });
        Assert.Equal(["a", "d", "c"], next.Current.Segments.Select(s => s.Id));
        Assert.Equal([0, 1, 2], next.Current.Segments.Select(s => s.Index));
    }
}
