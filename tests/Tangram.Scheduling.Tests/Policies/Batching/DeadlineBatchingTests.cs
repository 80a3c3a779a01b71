using Tangram.Core.Catalogs;
using Tangram.Scheduling.Policies.Batching;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Batching;

public sealed class DeadlineBatchingTests
{
    private static readonly DeadlineBatching Policy = new(longestWait: Span(50));

    [Fact]
    public void It_waits_until_the_most_urgent_item_would_just_make_its_deadline_in_a_batch_one_larger() =>

        // Due at 60; 12 for a batch of two and 20 after it leave 28.
        Assert.Equal(BatchDecision.WaitUntil(Ms(28)), Policy.Decide(Ms(0), [Item(deadline: 60)], Segment(each: 2), Span(20)));

    [Fact]
    public void It_waits_no_longer_than_its_cap() =>
        Assert.Equal(BatchDecision.WaitUntil(Ms(55)), Policy.Decide(Ms(10), [Item(created: 5, deadline: 9000)], Segment(), Span(0)));

    [Fact]
    public void The_cap_counts_from_the_oldest_item_not_from_the_most_urgent() =>
        Assert.Equal(
            BatchDecision.WaitUntil(Ms(51)),
            Policy.Decide(Ms(10), [Item(0, created: 8, deadline: 8000), Item(1, created: 1, deadline: 9000)], Segment(), Span(0)));

    [Fact]
    public void It_runs_when_waiting_would_miss_the_deadline() =>
        Assert.Equal(BatchDecision.Run(1), Policy.Decide(Ms(28), [Item(deadline: 60)], Segment(each: 2), Span(20)));

    [Fact]
    public void It_runs_a_full_batch_at_once() =>
        Assert.Equal(BatchDecision.Run(2), Policy.Decide(Ms(0), [Item(0), Item(1), Item(2)], Segment(batch: 2), Span(0)));

    [Fact]
    public void Its_cap_can_be_set()
    {
        var impatient = SchedulingCatalogs.Batching.Create("deadline", new Settings(new Dictionary<string, string> { ["longest-wait-ms"] = "0" }));

        Assert.Equal(BatchDecision.Run(1), impatient.Decide(Ms(0), [Item()], Segment(), Span(0)));
    }
}
