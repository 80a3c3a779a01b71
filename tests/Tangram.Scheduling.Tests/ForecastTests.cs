using Tangram.Core.Time;
using Tangram.Scheduling.Policies;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests;

/// <summary>What <see cref="Engine.Admit"/> tells its admission policy, worked out by hand.</summary>
public sealed class ForecastTests
{
    // A batch of 1 takes 10 ms, of 4 takes 16 ms (2 more for each); the second task expects 3 items and 5 ms after it.
    private static readonly Layout Layout = new(
        [Task(0, [1], isRoot: true, items: 1, after: 17), Task(1, items: 3, after: 5)],
        [Segment(0, task: 0, each: 2), Segment(1, task: 1, each: 2)]);

    [Fact]
    public void An_idle_server_takes_as_long_as_the_batches_alone() =>

        // 10 for the first; 3 items at 4 in 16 ms are 12; and 5 after.
        Assert.Equal(Ms(27), Forecast(Ready()));

    [Fact]
    public void What_waits_and_what_runs_comes_first()
    {
        var engine = Ready();
        for (var request = 0; request < 3; request++)
        {
            engine.Accept(Instant.Start, request, Ms(1000), [0], 1, wholeGraph: true);
        }

        // One runs for 10, two wait for 12 as a batch: 22, and 10 more for itself, is 32.
        // Those 3 bring 9 items to the second task, 36 of work, of which 32 are done by then: 4, then 12 and 5.
        Assert.Equal(Ms(53), Forecast(engine));
    }

    [Fact]
    public void A_task_that_nothing_serves_counts_as_if_it_were_served_at_once()
    {
        var engine = new RecordedEngine(Layout, PoliciesOf());

        // 10, and the 17 that are expected after it.
        Assert.Equal(Ms(27), Forecast(engine));
        engine.Revive(Instant.Start, First);

        // 10 for the first, 10 for one item at the second, 5 after.
        Assert.Equal(Ms(25), Forecast(engine));
    }

    [Fact]
    public void A_request_to_one_task_counts_its_own_items_and_nothing_after() =>

        // 8 items at 4 in 16 ms.
        Assert.Equal(Span(32), Ready().Admit(Instant.Start, Ms(1000), [1], items: 8, wholeGraph: false).RetryAfter);

    [Fact]
    public void What_waits_at_a_task_for_a_segment_to_ask_for_it_counts_as_what_waits_there()
    {
        var engine = new RecordedEngine(Layout, Small.PoliciesOf(dispatch: "fifs") with { Admission = new Recording() });
        engine.Revive(Instant.Start, First);
        engine.Revive(Instant.Start, new ProcessId(1, 0));
        for (var request = 0; request < 3; request++)
        {
            engine.Accept(Instant.Start, request, Ms(1000), [0], 1, wholeGraph: true);
        }

        // One runs for 10, the two held take 8 at 4 in 16 ms: 18, and 10 more for itself, is 28.
        // Those 3 bring 9 items to the second task, 36 of work, of which 28 are done by then: 8, then 12 and 5.
        Assert.Equal(2, engine.HeldAt(0));
        Assert.Equal(Ms(53), Forecast(engine));
    }

    [Fact]
    public void Work_at_a_task_that_no_request_was_expected_to_reach_is_much_and_not_too_much_to_count()
    {
        var layout = new Layout([Task(0, [1], isRoot: true, items: 0), Task(1, items: 1e9)], [Segment(0, task: 0, one: 1000), Segment(1, task: 1, one: 1000, batch: 1)]);
        var engine = Small.Ready(layout, PoliciesOf());
        engine.Accept(Instant.Start, 0, Ms(1000), [0], items: 1000, wholeGraph: true);

        Assert.True(Forecast(engine) > Instant.Start + TimeSpan.FromDays(365));
    }

    [Fact]
    public void The_longest_way_counts()
    {
        var layout = new Layout([Task(0, isRoot: true), Task(1, isRoot: true)], [Segment(0, task: 0, one: 10), Segment(1, task: 1, one: 30)]);
        var engine = new RecordedEngine(layout, PoliciesOf() with { Admission = new Recording() });
        engine.Revive(Instant.Start, First);
        engine.Revive(Instant.Start, new ProcessId(1, 0));

        Assert.Equal(Ms(10), Forecast(engine, 0));
        Assert.Equal(Ms(30), Forecast(engine, 0, 1));
    }

    private static RecordedEngine Ready()
    {
        var engine = new RecordedEngine(Layout, PoliciesOf());
        engine.Revive(Instant.Start, First);
        engine.Revive(Instant.Start, new ProcessId(1, 0));
        return engine;
    }

    private static SchedulingPolicies PoliciesOf() => Small.PoliciesOf() with { Admission = new Recording() };

    private static Instant Forecast(RecordedEngine engine, params int[] tasks) =>
        Instant.Start + engine.Admit(Instant.Start, Ms(1000), tasks.Length > 0 ? tasks : [0]).RetryAfter;

    /// <summary>Refuses with the forecast in place of when to come again.</summary>
    private sealed class Recording : IAdmissionPolicy
    {
        public bool WantsForecast => true;

        public AdmissionDecision Decide(Instant now, Instant deadline, Instant forecast) => AdmissionDecision.Refuse("recorded", forecast - Instant.Start);
    }
}
