using Tangram.Scheduling.Policies.Batching;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Batching;

public sealed class GreedyBatchingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(9, 4)]
    public void It_runs_what_waits_up_to_the_batch_size(int waiting, int size) =>
        Assert.Equal(
            BatchDecision.Run(size),
            new GreedyBatching().Decide(Ms(0), [.. Enumerable.Range(0, waiting).Select(i => Item(i))], Segment(batch: 4), Span(0)));
}
