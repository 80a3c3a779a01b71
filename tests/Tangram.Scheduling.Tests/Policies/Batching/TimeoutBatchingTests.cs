using Tangram.Scheduling.Policies.Batching;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Batching;

public sealed class TimeoutBatchingTests
{
    private static readonly TimeoutBatching Policy = new(longestWait: Span(5));

    [Fact]
    public void It_waits_for_company_from_the_oldest_items_creation() =>
        Assert.Equal(BatchDecision.WaitUntil(Ms(6)), Policy.Decide(Ms(2), [Item(0, created: 2, deadline: 20), Item(1, created: 1, deadline: 30)], Segment()));

    [Fact]
    public void It_waits_whatever_the_deadline_is() => Assert.Equal(BatchDecision.WaitUntil(Ms(5)), Policy.Decide(Ms(0), [Item(deadline: 1)], Segment()));

    [Fact]
    public void It_runs_what_there_is_when_the_oldest_has_waited_long_enough() =>
        Assert.Equal(BatchDecision.Run(2), Policy.Decide(Ms(5), [Item(0, created: 4), Item(1, created: 0)], Segment()));

    [Fact]
    public void It_runs_a_full_batch_at_once() => Assert.Equal(BatchDecision.Run(2), Policy.Decide(Ms(0), [Item(0), Item(1), Item(2)], Segment(batch: 2)));

    [Fact]
    public void Its_wait_can_be_set() =>
        Assert.Equal(BatchDecision.WaitUntil(Ms(7)), SchedulingCatalogs.Batching.Create("timeout:wait-ms=7").Decide(Ms(0), [Item()], Segment()));
}
