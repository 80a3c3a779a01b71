using Tangram.Profiling.Colocations;

namespace Tangram.Profiling.Tests.Colocations;

public sealed class WeightedDrawTests
{
    [Fact]
    public void Things_come_as_often_as_their_weights_say()
    {
        var draw = new WeightedDraw<string>(["rare", "usual"], t => t == "rare" ? 1 : 3);
        var random = new Random(1);

        var rare = Enumerable.Range(0, 10_000).Count(_ => draw.Next(random) == "rare");

        Assert.InRange(rare, 2300, 2700);
    }

    [Fact]
    public void The_mean_is_that_of_what_is_drawn() => Assert.Equal((1 + (3 * 5)) / 4.0, new WeightedDraw<int>([1, 5], t => t == 1 ? 1 : 3).Mean(t => t));
}
