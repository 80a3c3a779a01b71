using Tangram.Core.Catalogs;
using Tangram.Scheduling.Policies.Dispatch;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Dispatch;

/// <summary>ELSA's two steps worked out by hand; batches of one throughout, unless said otherwise.</summary>
public sealed class ElsaDispatchTests
{
    private static readonly ElsaDispatch Elsa = new(alpha: 1, beta: 1);

    [Fact]
    public void The_smallest_segment_that_leaves_slack_is_taken_though_a_larger_one_would_be_done_sooner()
    {
        var small = State(Segment(0, slices: 1, batch: 1, one: 30));
        var large = State(Segment(1, slices: 4, batch: 1, one: 10));

        Assert.Same(small, Elsa.ChooseAmong([large, small], deadline: 31));
    }

    [Fact]
    public void Slack_of_nothing_is_none()
    {
        var small = State(Segment(0, slices: 1, batch: 1, one: 30));
        var large = State(Segment(1, slices: 4, batch: 1, one: 10));

        Assert.Same(large, Elsa.ChooseAmong([small, large], deadline: 30));
    }

    [Fact]
    public void What_waits_and_what_runs_takes_slack_away()
    {
        // Runs until 30, and one waits: 20 left, 30 for the one that waits and 30 for itself.
        var small = Busy(Segment(0, slices: 1, batch: 1, one: 30), queued: 1);
        var large = State(Segment(1, slices: 4, batch: 1, one: 10));

        Assert.Same(large, Elsa.ChooseAmong([small, large], deadline: 90, now: 10));
        Assert.Same(small, Elsa.ChooseAmong([small, large], deadline: 91, now: 10));
    }

    [Fact]
    public void A_segment_that_is_busy_is_judged_by_the_full_batch_that_its_next_will_be()
    {
        // Batches of four take 40. Runs until 10 and nothing waits: an item that came now would start at 10, with those that come until then.
        var small = Busy(Segment(0, slices: 1, batch: 4, one: 10, each: 10));
        var large = State(Segment(1, slices: 4, batch: 4, one: 10, each: 10));

        Assert.Same(large, Elsa.ChooseAmong([small, large], deadline: 50));
        Assert.Same(small, Elsa.ChooseAmong([small, large], deadline: 51));
    }

    [Fact]
    public void A_segment_that_is_idle_is_judged_by_the_item_alone_since_it_starts_at_once()
    {
        var small = State(Segment(0, slices: 1, batch: 4, one: 10, each: 10));
        var large = State(Segment(1, slices: 4, batch: 4, one: 10, each: 10));

        Assert.Same(small, Elsa.ChooseAmong([small, large], deadline: 11));
    }

    [Fact]
    public void Among_segments_of_one_size_the_least_wait_is_taken()
    {
        var waiting = State(Segment(0, batch: 1), queued: 2);
        var shorter = State(Segment(1, batch: 1), queued: 1);
        var idle = State(Segment(2, slices: 2, batch: 1));

        Assert.Same(shorter, Elsa.ChooseAmong([waiting, shorter, idle]));
    }

    [Fact]
    public void Among_segments_of_one_size_only_those_with_slack_count()
    {
        // The first waits less but runs for longer than there is time.
        var slow = State(Segment(0, batch: 1, one: 60));
        var quick = State(Segment(1, batch: 1, one: 10), queued: 2);

        Assert.Same(quick, Elsa.ChooseAmong([slow, quick], deadline: 50));
    }

    [Fact]
    public void Where_none_leaves_slack_the_one_that_would_be_finished_first_is_taken()
    {
        var small = State(Segment(0, slices: 1, batch: 1, one: 30));
        var busy = State(Segment(1, slices: 2, batch: 1, one: 20), queued: 2);
        var large = State(Segment(2, slices: 4, batch: 1, one: 10), queued: 1);

        // 30, 60 and 20.
        Assert.Same(large, Elsa.ChooseAmong([small, busy, large], deadline: 5));
    }

    [Fact]
    public void Alpha_asks_for_more_slack_and_beta_for_more_of_the_run()
    {
        var small = State(Segment(0, slices: 1, batch: 1, one: 10), queued: 1);
        var large = State(Segment(1, slices: 4, batch: 1, one: 2));

        // 10 of waiting and 10 of running: 20; 1.5 times as much is 30; 10 + 2 × 10 is 30.
        Assert.Same(small, Elsa.ChooseAmong([small, large], deadline: 29));
        Assert.Same(large, new ElsaDispatch(alpha: 1.5, beta: 1).ChooseAmong([small, large], deadline: 29));
        Assert.Same(small, new ElsaDispatch(alpha: 1.5, beta: 1).ChooseAmong([small, large], deadline: 31));
        Assert.Same(large, new ElsaDispatch(alpha: 1, beta: 2).ChooseAmong([small, large], deadline: 29));
        Assert.Same(small, new ElsaDispatch(alpha: 1, beta: 2).ChooseAmong([small, large], deadline: 31));
    }

    [Fact]
    public void What_is_expected_after_the_task_is_not_there_to_be_used()
    {
        var small = State(Segment(0, slices: 1, batch: 1, one: 30));
        var large = State(Segment(1, slices: 4, batch: 1, one: 10));

        Assert.Same(large, Elsa.ChooseAmong([small, large], deadline: 50, after: 20));
        Assert.Same(small, Elsa.ChooseAmong([small, large], deadline: 50, after: 19));
    }

    [Fact]
    public void An_item_counts_with_the_batch_that_it_would_join()
    {
        // Three wait in a batch of four, in which it is the fourth: 16, and nothing ahead of it.
        var small = State(Segment(0, slices: 1, batch: 4, one: 10, each: 2), queued: 3);
        var large = State(Segment(1, slices: 4, batch: 4));

        Assert.Same(small, Elsa.ChooseAmong([small, large], deadline: 17));
        Assert.Same(large, Elsa.ChooseAmong([small, large], deadline: 16));
    }

    [Fact]
    public void The_engine_tells_it_the_time_that_the_rest_of_the_graph_takes()
    {
        var layout = new Layout(
            [Task(0, [1], isRoot: true, after: 25), Task(1)],
            [Segment(0, slices: 1, one: 30), Segment(1, slices: 4, one: 10), Segment(2, task: 1)]);
        var engine = Ready(layout, PoliciesOf(dispatch: "elsa"));

        Assert.Equal(1, Assigned(engine.Accept(Ms(0), 0, Ms(50), [0])).Segment.Index);
        Assert.Equal(0, Assigned(engine.Accept(Ms(0), 1, Ms(50), [0], wholeGraph: false)).Segment.Index);
    }

    [Fact]
    public void Its_weights_can_be_set()
    {
        Assert.IsType<ElsaDispatch>(SchedulingCatalogs.Dispatch.Create("elsa:alpha=1.2,beta=0.9"));
        Assert.Equal("alpha: 'x' is not a number from 0 to 100", Assert.Throws<FormatException>(() => SchedulingCatalogs.Dispatch.Create("elsa:alpha=x")).Message);
        Assert.Throws<FormatException>(() => SchedulingCatalogs.Dispatch.Create("elsa", new Settings(new Dictionary<string, string> { ["gamma"] = "1" })));
    }
}
