using Tangram.Scheduling.Policies.Drop;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Drop;

public sealed class DropPolicyTests
{
    [Theory]
    [InlineData(65, false)]
    [InlineData(65.0001, true)]
    public void An_item_is_hopeless_once_the_time_left_is_shorter_than_its_run_and_what_follows(double now, bool hopeless) =>

        // Due at 100; 10 for the run and 25 after it.
        Assert.Equal(hopeless, new EveryStageDrop().IsHopeless(Ms(now), Item(deadline: 100), Span(25), Span(10)));

    [Fact]
    public void Nothing_is_hopeless_to_never() => Assert.False(new NeverDrop().IsHopeless(Ms(9000), Item(deadline: 100), Span(0), Span(10)));
}
