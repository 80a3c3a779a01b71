using Tangram.Core.Time;
using Tangram.Simulation.Arrivals.Patterns;
using Tangram.Simulation.Randomness;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Tests.Arrivals.Patterns;

public sealed class PoissonArrivalsTests
{
    [Fact]
    public void Counts_in_windows_have_the_mean_and_variance_of_a_poisson_count()
    {
        // 20,000 windows of 40 requests: 5 standard errors are 0.6 % of the mean and 5 % of the variance.
        var moments = new RunningMoments();
        Array.ForEach(Drawing.Counts(new PoissonArrivals().Start(400, new RandomStreams(1).Stream("a")), TimeSpan.FromMilliseconds(100), 20_000), moments.Add);

        Assert.InRange(moments.Mean, 40 * 0.994, 40 * 1.006);
        Assert.InRange(moments.Variance, 40 * 0.95, 40 * 1.05);
    }

    [Fact]
    public void Gaps_are_exponential()
    {
        var gaps = new List<double>();
        var last = Instant.Start;
        foreach (var arrival in Drawing.Until(new PoissonArrivals().Start(10, new RandomStreams(2).Stream("a")), TimeSpan.FromSeconds(10_000)))
        {
            gaps.Add((arrival.At - last).TotalSeconds);
            last = arrival.At;
        }

        // 100,000 gaps: 5 standard errors of a share are at most 0.8 %.
        foreach (var cut in (double[])[0.01, 0.05, 0.1, 0.2, 0.4])
        {
            Assert.InRange(gaps.Count(g => g < cut) / (double)gaps.Count, 1 - Math.Exp(-10 * cut) - 0.008, 1 - Math.Exp(-10 * cut) + 0.008);
        }
    }

    [Fact]
    public void What_would_come_after_the_end_of_time_does_not_come()
    {
        var arrivals = new PoissonArrivals().Start(1e-9, new RandomStreams(3).Stream("a"));
        var seen = Drawing.All(arrivals);

        Assert.InRange(seen.Count, 300, 600);
        Assert.False(arrivals.TryNext(out _));
    }
}
