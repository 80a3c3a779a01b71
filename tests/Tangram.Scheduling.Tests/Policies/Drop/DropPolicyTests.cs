using Tangram.Scheduling.Policies;
using Tangram.Scheduling.Policies.Drop;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Drop;

public sealed class DropPolicyTests
{
    [Theory]
    [InlineData(65, false)]
    [InlineData(65.0001, true)]
    public void An_item_is_hopeless_once_the_time_left_is_shorter_than_its_run_and_what_follows(double now, bool hopeless) =>

        // Due at 100; 10 for the run and 25 after it.
        Assert.Equal(hopeless, new HopelessDrop().Judge(now, Item(deadline: 100), after: 25).IsDrop);

    [Fact]
    public void Hopeless_counts_a_run_alone_whatever_the_batch_takes() =>
        Assert.Equal(DropDecision.Keep, new HopelessDrop().Judge(90, Item(deadline: 100), Segment(one: 10), run: 50));

    [Fact]
    public void Nothing_is_hopeless_to_never() => Assert.Equal(DropDecision.Keep, new NeverDrop().Judge(9000, Item(deadline: 100)));

    [Theory]
    [InlineData(80, false)]
    [InlineData(80.0001, true)]
    public void Last_stage_drops_where_the_batch_would_end_late(double now, bool isDropped) =>

        // Due at 100; 15 for the batch and 5 for the answer.
        Assert.Equal(isDropped, new LastStageDrop().Judge(now, Item(deadline: 100), run: 15, after: 5).IsDrop);

    [Fact]
    public void Last_stage_leaves_other_stages_alone() =>
        Assert.Equal(DropDecision.Keep, new LastStageDrop().Judge(9000, Item(deadline: 100), next: [State(Segment(1))]));
}
