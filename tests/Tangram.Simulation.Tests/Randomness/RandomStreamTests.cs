using Tangram.Simulation.Randomness;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Tests.Randomness;

/// <summary>Moments lie within 5 standard errors of what they should be, and chi-squares below what a right generator exceeds once in 10,000 times. Seeds are fixed.</summary>
public sealed class RandomStreamTests
{
    private const int Draws = 200_000;

    private readonly RandomStream _stream = new RandomStreams(20_260_801).Stream("test");

    [Fact]
    public void It_is_xoshiro256_starstar()
    {
        // The reference implementation's first numbers from the state 1, 2, 3, 4.
        var stream = new RandomStream(1, 2, 3, 4);

        Assert.Equal([11520UL, 0UL, 1509978240UL, 1215971899390074240UL], [stream.Bits(), stream.Bits(), stream.Bits(), stream.Bits()]);
    }

    [Fact]
    public void The_state_that_a_generator_of_this_kind_never_leaves_is_not_taken()
    {
        var stream = new RandomStream(0, 0, 0, 0);

        Assert.Contains(Enumerable.Range(0, 10), _ => stream.Bits() != 0);
    }

    [Fact]
    public void A_unit_is_uniform_between_0_and_1()
    {
        var units = Enumerable.Range(0, Draws).Select(_ => _stream.Unit()).ToList();

        Assert.All(units, u => Assert.True(u is > 0 and < 1));
        Close(units, mean: 0.5, variance: 1 / 12.0, fourth: 1 / 80.0);
        Fits([.. units.CountBy(u => (int)(u * 50)).OrderBy(c => c.Key).Select(c => (c.Value, Draws / 50.0))]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Whole_numbers_below_a_limit_are_equally_likely(int n)
    {
        var counts = new int[n];
        for (var i = 0; i < Draws; i++)
        {
            counts[_stream.Below(n)]++;
        }

        Fits([.. counts.Select(c => (c, Draws / (double)n))]);
    }

    [Fact]
    public void Large_limits_favour_no_number()
    {
        // There are 8/3 times as many 64-bit numbers: unless some are rejected, two in three whole numbers come up 3 times for the third one's 2.
        const long Limit = 3L << 61;
        var (thirds, remainders) = (new int[3], new int[3]);
        for (var i = 0; i < Draws; i++)
        {
            var number = _stream.Below(Limit);
            Assert.InRange(number, 0, Limit - 1);
            thirds[number >> 61]++;
            remainders[number % 3]++;
        }

        Fits([.. thirds.Select(c => (c, Draws / 3.0))]);
        Fits([.. remainders.Select(c => (c, Draws / 3.0))]);
    }

    [Fact]
    public void An_exponential_has_its_mean_and_forgets()
    {
        var draws = Enumerable.Range(0, Draws).Select(_ => _stream.Exponential(3)).ToList();

        Assert.All(draws, d => Assert.True(d > 0));
        Close(draws, mean: 3, variance: 9, fourth: 9 * 81);
        Fits([.. draws.CountBy(d => Math.Min(20, (int)d)).OrderBy(c => c.Key).Select(c => (c.Value, Draws * (Math.Exp(-c.Key / 3.0) - (c.Key == 20 ? 0 : Math.Exp(-(c.Key + 1) / 3.0)))))]);
    }

    [Fact]
    public void A_normal_has_the_normal_distributions_quantiles()
    {
        var draws = Enumerable.Range(0, Draws).Select(_ => _stream.Normal()).ToList();
        double[] cuts = [.. Enumerable.Range(1, 19).Select(i => StandardNormal.Quantile(i / 20.0))];

        Close(draws, mean: 0, variance: 1, fourth: 3);
        Fits([.. draws.CountBy(d => cuts.Count(c => c < d)).Select(c => (c.Value, Draws / 20.0))]);
        Assert.InRange(draws.Zip(draws.Skip(1), (a, b) => a * b).Average(), -5 / Math.Sqrt(Draws), 5 / Math.Sqrt(Draws));
    }

    [Fact]
    public void A_log_normal_has_its_median_and_spread()
    {
        var logarithms = Enumerable.Range(0, Draws).Select(_ => Math.Log(_stream.LogNormal(20, 0.4))).ToList();

        Close(logarithms, mean: Math.Log(20), variance: 0.16, fourth: 3 * 0.16 * 0.16);
        Assert.Equal(20, _stream.LogNormal(20, 0), 1e-9);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.7)]
    [InlineData(4)]
    [InlineData(9.99)]
    [InlineData(10)]
    [InlineData(10.5)]
    [InlineData(33.3)]
    [InlineData(250)]
    public void A_poisson_count_has_the_poisson_distribution(double mean)
    {
        var draws = Enumerable.Range(0, Draws).Select(_ => _stream.Poisson(mean)).ToList();

        // Expected from the recurrence of the definition, not from the sampler's own formula; counts that are expected fewer than 20 times are joined.
        var counts = draws.CountBy(d => d).ToDictionary(c => c.Key, c => c.Value);
        var (bins, seen, expected) = (new List<(int, double)>(), 0, 0.0);
        var probability = Math.Exp(-mean);
        for (var k = 0L; k < mean + (20 * Math.Sqrt(mean)) + 20; probability *= mean / ++k)
        {
            seen += counts.GetValueOrDefault(k);
            expected += Draws * probability;
            if (expected >= 20)
            {
                bins.Add((seen, expected));
                (seen, expected) = (0, 0);
            }
        }

        bins[^1] = (bins[^1].Item1 + seen, bins[^1].Item2 + expected);
        Assert.Equal(Draws, bins.Sum(b => b.Item1));
        Fits(bins);
        Close(draws.Select(d => (double)d), mean, mean, (3 * mean * mean) + mean);
    }

    [Theory]
    [InlineData(1e4)]
    [InlineData(1e8)]
    [InlineData(1e12)]
    [InlineData(1e15)]
    public void Large_poisson_counts_have_their_mean_and_variance(double mean)
    {
        var scaled = Enumerable.Range(0, Draws).Select(_ => (_stream.Poisson(mean) - mean) / Math.Sqrt(mean)).ToList();
        double[] cuts = [.. Enumerable.Range(1, 9).Select(i => StandardNormal.Quantile(i / 10.0))];

        Close(scaled, mean: 0, variance: 1, fourth: 3 + (1 / mean));

        // The skewness moves a tenth of the counts by far less than its noise from 10^8 on.
        Fits(mean < 1e8 ? [(1, 1), (1, 1)] : [.. scaled.CountBy(d => cuts.Count(c => c < d)).Select(c => (c.Value, Draws / 10.0))]);
    }

    [Fact]
    public void The_probabilities_that_poisson_counts_are_accepted_by_are_exact()
    {
        Assert.Equal(-4, PoissonSampler.LogProbability(0, 4), 1e-13);
        var logFactorial = 0.0;
        for (var k = 1; k <= 170; k++)
        {
            logFactorial += Math.Log(k);
            Assert.Equal((k * Math.Log(20)) - 20 - logFactorial, PoissonSampler.LogProbability(k, 20), 1e-11);
        }

        // At the mode of a large mean the probability is 1 / √(2π·mean) but for 1 / (12·mean).
        Assert.Equal(-0.5 * Math.Log(2 * Math.PI * 1e12), PoissonSampler.LogProbability(1_000_000_000_000, 1e12), 1e-10);
    }

    [Fact]
    public void No_events_are_expected_of_a_mean_of_0() => Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(0, _stream.Poisson(0)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.3, 0.3)]
    [InlineData(1, 1)]
    public void A_chance_comes_true_as_often_as_it_says(double p, double share)
    {
        var hits = Enumerable.Range(0, Draws).Count(_ => _stream.Bernoulli(p));

        Assert.InRange(hits, (Draws * share) - (5 * Math.Sqrt(Draws * p * (1 - p))), (Draws * share) + (5 * Math.Sqrt(Draws * p * (1 - p))));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Parameters_outside_their_range_are_refused(double bad)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _stream.Exponential(bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => _stream.LogNormal(bad, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _stream.LogNormal(1, bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => _stream.Poisson(bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => _stream.Bernoulli(bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => _stream.Below(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _stream.Poisson(1.1e15));
    }

    private static void Close(IEnumerable<double> draws, double mean, double variance, double fourth)
    {
        var moments = new RunningMoments();
        foreach (var draw in draws)
        {
            moments.Add(draw);
        }

        var (meanError, varianceError) = (Math.Sqrt(variance / moments.Count), Math.Sqrt((fourth - (variance * variance)) / moments.Count));
        Assert.InRange(moments.Mean, mean - (5 * meanError), mean + (5 * meanError));
        Assert.InRange(moments.Variance, variance - (5 * varianceError), variance + (5 * varianceError));
    }

    // Pearson's chi-square, whose quantile is Wilson and Hilferty's approximation.
    private static void Fits(List<(int Seen, double Expected)> bins)
    {
        var degrees = Math.Max(1, bins.Count - 1);
        var limit = degrees * Math.Pow(1 - (2 / (9.0 * degrees)) + (StandardNormal.Quantile(0.9999) * Math.Sqrt(2 / (9.0 * degrees))), 3);

        Assert.InRange(bins.Sum(b => (b.Seen - b.Expected) * (b.Seen - b.Expected) / b.Expected), 0, limit);
    }
}
