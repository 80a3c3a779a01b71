using Tangram.Simulation.Randomness;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Tests.Statistics;

public sealed class PairedComparisonTests
{
    [Fact]
    public void It_is_the_interval_of_the_differences()
    {
        var comparison = new PairedComparison();
        comparison.Add(5, 4);
        comparison.Add(7, 5);
        comparison.Add(9, 6);

        Assert.Equal(3, comparison.Count);
        Assert.Equal(2, comparison.Difference(0.95).Mean);
        Assert.Equal(4.302653 / Math.Sqrt(3), comparison.Difference(0.95).HalfWidth, 1e-5);
    }

    [Fact]
    public void A_small_difference_shows_through_a_large_common_noise()
    {
        var (random, comparison) = (new RandomStreams(8).Stream("values"), new PairedComparison());
        for (var replication = 0; replication < 20; replication++)
        {
            var common = 1000 * random.Unit();
            comparison.Add(common + 1 + (0.1 * random.Normal()), common + (0.1 * random.Normal()));
        }

        Assert.InRange(comparison.Difference(0.99).Low, 0.8, 1);
        Assert.InRange(comparison.Difference(0.99).High, 1, 1.2);
    }

    [Fact]
    public void Without_a_replication_there_is_no_interval() => Assert.Throws<InvalidOperationException>(() => new PairedComparison().Difference(0.95));
}
