using Tangram.Simulation.Randomness;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Tests.Statistics;

public sealed class BatchMeansTests
{
    [Fact]
    public void There_are_from_20_to_39_batches_of_a_doubling_size()
    {
        var means = new BatchMeans();
        for (var i = 1; i <= 10_000; i++)
        {
            means.Add(i);
            Assert.Equal(i, means.Count);
            Assert.InRange(means.Batches, Math.Min(i, 20), 39);
            Assert.Equal(i / means.BatchSize, means.Batches);
            Assert.True(long.IsPow2(means.BatchSize));
        }
    }

    [Fact]
    public void The_mean_is_that_of_the_whole_batches()
    {
        var means = new BatchMeans();
        for (var i = 0; i < 81; i++)
        {
            means.Add(i);
        }

        // 20 batches of 4; the 81st observation waits for its batch to fill.
        Assert.Equal((20, 4L), (means.Batches, means.BatchSize));
        Assert.Equal(39.5, means.Interval(0.95).Mean, 1e-12);
        Assert.Equal(20, means.Interval(0.95).Count);
    }

    [Fact]
    public void Many_equal_observations_are_added_as_if_one_by_one() => Seeds.ForAll(100, seed =>
    {
        var random = new Random(seed);
        var (together, apart) = (new BatchMeans(), new BatchMeans());
        for (var n = 0; n < 30; n++)
        {
            var (value, count) = (random.Next(3), random.Next(1 << random.Next(12)));
            together.Add(value, count);
            for (var i = 0; i < count; i++)
            {
                apart.Add(value);
            }
        }

        Assert.Equal((apart.Count, apart.Batches, apart.BatchSize), (together.Count, together.Batches, together.BatchSize));
        Assert.True(apart.Count == 0 || Math.Abs(apart.Interval(0.9).Mean - together.Interval(0.9).Mean) < 1e-9);
        Assert.Equal(apart.Correlation, together.Correlation, 1e-6);
    });

    [Fact]
    public void A_number_of_observations_without_end_is_added_at_once()
    {
        var means = new BatchMeans();
        means.Add(1, long.MaxValue / 4);
        means.Add(0, long.MaxValue / 4);

        Assert.Equal(0.5, means.Interval(0.95).Mean, 0.03);
        Assert.Throws<ArgumentOutOfRangeException>(() => means.Add(1, -1));
    }

    [Fact]
    public void Of_a_few_observations_it_is_Students_interval()
    {
        var (means, moments) = (new BatchMeans(), new RunningMoments());
        foreach (var value in (double[])[3, 1, 4, 1, 5, 9, 2, 6])
        {
            means.Add(value);
            moments.Add(value);
        }

        Assert.Equal(Interval.Of(moments, 0.9), means.Interval(0.9));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void The_interval_holds_the_mean_nearly_as_often_as_it_says_though_observations_depend_on_each_other(double memory)
    {
        // 1,000 runs of an autoregressive process around 10: one standard error of the share is 0.9 %, and dependence that is left takes a little.
        var streams = new RandomStreams(4);
        var held = 0;
        for (var run = 0; run < 1000; run++)
        {
            var random = streams.Stream($"run-{run}");
            var means = new BatchMeans();
            for (var (i, off) = (0, random.Normal() / Math.Sqrt(1 - (memory * memory))); i < 5000; i++)
            {
                means.Add(10 + off);
                off = (memory * off) + random.Normal();
            }

            held += means.Interval(0.9).Contains(10) ? 1 : 0;
        }

        Assert.InRange(held / 1000.0, 0.86, 0.94);
    }

    [Fact]
    public void Batches_that_depend_on_each_other_show()
    {
        var (random, steady, wandering, off) = (new RandomStreams(5).Stream("values"), new BatchMeans(), new BatchMeans(), 0.0);
        for (var i = 0; i < 5000; i++)
        {
            steady.Add(random.Normal());
            off += random.Normal();
            wandering.Add(off);
        }

        Assert.InRange(steady.Correlation, -0.5, 0.5);
        Assert.InRange(wandering.Correlation, 0.6, 1);
        Assert.Equal(0, new BatchMeans().Correlation);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchMeans().Add(double.NaN));
        Assert.Throws<InvalidOperationException>(() => new BatchMeans().Interval(0.95));
    }
}
