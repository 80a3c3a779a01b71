using Tangram.Simulation.Arrivals.Patterns;
using Tangram.Simulation.Randomness;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Tests.Arrivals.Patterns;

public sealed class MmppArrivalsTests
{
    [Fact]
    public void Counts_are_as_dispersed_as_theory_says()
    {
        // Variance over mean of the counts in a window t (Fischer and Meier-Hellstern 1993, two states that leave at rates s1 and s2):
        // 1 + 2·s1·s2·(λ1 − λ2)² / ((s1 + s2)²·(λ1·s2 + λ2·s1)) · (1 − (1 − e^−(s1+s2)t) / ((s1 + s2)·t)).
        var (s1, s2, t) = (1 / 4.0, 1 / 1.0, 10.0);
        var calm = 100 * 5 / (4 + 6.0);
        var (l1, l2, s) = (calm, 6 * calm, s1 + s2);
        var expected = 1 + (2 * s1 * s2 * (l1 - l2) * (l1 - l2) / (s * s * ((l1 * s2) + (l2 * s1))) * (1 - ((1 - Math.Exp(-s * t)) / (s * t))));

        var moments = new RunningMoments();
        var arrivals = new MmppArrivals(6, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1)).Start(100, new RandomStreams(5).Stream("a"));
        Array.ForEach(Drawing.Counts(arrivals, TimeSpan.FromSeconds(t), 10_000), moments.Add);

        // The spread over seeds of the measured value is about 2 %.
        Assert.InRange(moments.Mean, 1000 * 0.99, 1000 * 1.01);
        Assert.InRange(moments.Variance / moments.Mean, expected * 0.9, expected * 1.1);
    }

    [Fact]
    public void The_mean_is_right_from_the_start_on()
    {
        // The first second of 4,000 runs; one standard error is 1.6 %.
        var pattern = new MmppArrivals(6, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(10));
        var streams = new RandomStreams(6);
        var mean = Enumerable.Range(0, 4000).Average(run => Drawing.Counts(pattern.Start(100, streams.Stream($"run-{run}")), TimeSpan.FromSeconds(1), 1)[0]);

        Assert.InRange(mean, 92, 108);
    }

    [Fact]
    public void With_a_ratio_of_1_it_is_a_poisson_process()
    {
        var moments = new RunningMoments();
        var arrivals = new MmppArrivals(1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)).Start(400, new RandomStreams(7).Stream("a"));
        Array.ForEach(Drawing.Counts(arrivals, TimeSpan.FromMilliseconds(100), 20_000), moments.Add);

        Assert.InRange(moments.Mean, 40 * 0.994, 40 * 1.006);
        Assert.InRange(moments.Variance, 40 * 0.95, 40 * 1.05);
    }

    [Fact]
    public void What_makes_no_pattern_is_refused()
    {
        var second = TimeSpan.FromSeconds(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => new MmppArrivals(0.9, second, second));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MmppArrivals(double.NaN, second, second));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MmppArrivals(2, TimeSpan.Zero, second));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MmppArrivals(2, second, TimeSpan.Zero));
    }
}
