using Tangram.Scheduling.Policies;
using Tangram.Scheduling.Policies.Drop;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Drop;

/// <summary>Loki's rule, by hand: an item created at 0 at a stage with a budget of 20, due at 100, in a batch of 10.</summary>
public sealed class EveryStageDropTests
{
    private static readonly EveryStageDrop Policy = new();
    private static readonly Segment Here = Segment(0) with { Budget = Span(20) };
    private static readonly SegmentState Usual = State(Segment(1, task: 1) with { Budget = Span(40) });
    private static readonly SegmentState Quick = State(Segment(2, task: 1) with { Budget = Span(30) });

    [Fact]
    public void An_item_within_its_stages_budget_is_kept() => Assert.Equal(DropDecision.Keep, Policy.Judge(10, Item(deadline: 100), Here, next: [Usual, Quick]));

    [Fact]
    public void Beyond_it_its_items_go_to_a_quicker_segment_of_the_next_stage() =>
        Assert.Equal(DropDecision.Reroute(Quick.Segment), Policy.Judge(11, Item(deadline: 100), Here, next: [Usual, Quick]));

    [Fact]
    public void Of_several_the_quickest_is_taken_and_of_equals_the_first()
    {
        var quickest = State(Segment(3, task: 1) with { Budget = Span(25) });
        var equal = State(Segment(4, task: 1) with { Budget = Span(25) });

        Assert.Equal(DropDecision.Reroute(quickest.Segment), Policy.Judge(11, Item(deadline: 100), Here, next: [Usual, Quick, quickest, equal]));
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(60.0001, false)]
    public void It_has_to_make_the_deadline_within_that_segments_budget(double now, bool catchesUp) =>

        // 10 for the batch and 30 for the next stage.
        Assert.Equal(catchesUp ? DropDecision.Reroute(Quick.Segment) : DropDecision.Drop, Policy.Judge(now, Item(deadline: 100), Here, next: [Usual, Quick]));

    [Fact]
    public void What_follows_the_next_stage_counts_too()
    {
        Assert.Equal(Quick.Segment.Index, Policy.Judge(50, Item(deadline: 100), Here, next: [Usual, Quick], afterNext: 10).Pin);
        Assert.True(Policy.Judge(51, Item(deadline: 100), Here, next: [Usual, Quick], afterNext: 10).IsDrop);
    }

    [Fact]
    public void Without_a_segment_that_is_quicker_than_the_usual_it_is_dropped() =>
        Assert.Equal(DropDecision.Drop, Policy.Judge(11, Item(deadline: 100), Here, next: [Usual, State(Segment(3, task: 1) with { Budget = Span(40) })]));

    [Fact]
    public void A_quicker_segment_without_room_does_not_help()
    {
        var full = State(Segment(2, task: 1, batch: 2) with { Budget = Span(30) }, queued: 2);

        Assert.Equal(DropDecision.Drop, Policy.Judge(11, Item(deadline: 100), Here, next: [Usual, full]));
    }

    [Fact]
    public void A_next_stage_that_nothing_serves_does_not_help() => Assert.Equal(DropDecision.Drop, Policy.Judge(11, Item(deadline: 100), Here, next: []));

    [Theory]
    [InlineData(85, false)]
    [InlineData(85.0001, true)]
    public void A_last_stage_is_judged_by_the_deadline(double now, bool isDropped) =>
        Assert.Equal(isDropped, Policy.Judge(now, Item(deadline: 100), Here, after: 5).IsDrop);
}
