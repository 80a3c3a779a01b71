using Tangram.Simulation.Randomness;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Tests.Statistics;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Percentiles_are_within_half_a_percent_of_those_of_all_values() => Seeds.ForAll(200, seed =>
    {
        var random = new RandomStreams((ulong)seed).Stream("latency");
        var (median, sigma) = (Math.Exp(random.Below(20)), 3 * random.Unit());
        var values = Enumerable.Range(0, 1 + random.Below(500)).Select(_ => (long)Math.Min(random.LogNormal(median, sigma), 1e12)).Order().ToArray();
        var histogram = Of(values);

        foreach (var percent in (double[])[0, 1, 50, 90, 99, 99.9, 100])
        {
            var exact = values[Math.Max(0, (int)Math.Ceiling(Math.Round(values.Length * percent / 100, 9)) - 1)];
            Assert.InRange(histogram.Percentile(percent).Ticks, exact * 0.995, exact * 1.005);
        }
    });

    [Fact]
    public void Smallest_largest_mean_and_count_are_exact()
    {
        var histogram = Of(12_345, 1, 99_999_999, 3);

        Assert.Equal((4L, 1L, 99_999_999L, 25_003_087L), (histogram.Count, histogram.Min.Ticks, histogram.Max.Ticks, histogram.Mean.Ticks));
        Assert.Equal((1L, 99_999_999L), (histogram.Percentile(0).Ticks, histogram.Percentile(100).Ticks));
    }

    [Fact]
    public void Ranks_are_not_moved_by_rounding()
    {
        var histogram = Of([.. Enumerable.Repeat(10L, 999), 200]);

        Assert.Equal(10, histogram.Percentile(99.9).Ticks);
        Assert.Equal(200, histogram.Percentile(99.91).Ticks);
    }

    [Fact]
    public void Values_below_256_ticks_are_exact()
    {
        for (var ticks = 0L; ticks < 256; ticks++)
        {
            Assert.Equal(ticks, Of(ticks, ticks, 1_000_000).Percentile(50).Ticks);
        }
    }

    [Fact]
    public void Its_buckets_follow_each_other_and_are_at_most_a_hundredth_wide()
    {
        var histogram = new LatencyHistogram();
        for (var ticks = 0L; ticks < 1L << 42; ticks = Math.Max(ticks + 1, (long)(ticks * 1.003)))
        {
            histogram.Record(new TimeSpan(ticks));
        }

        var buckets = histogram.Buckets.ToList();
        Assert.Equal(TimeSpan.Zero, buckets[0].From);
        Assert.Equal(1L << 42, buckets[^1].To.Ticks);
        Assert.All(buckets.Zip(buckets.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.All(buckets, b => Assert.True(b.To.Ticks - b.From.Ticks <= Math.Max(1, b.From.Ticks / 100)));
        Assert.Equal(histogram.Count, buckets.Sum(b => b.Count));
    }

    [Fact]
    public void Merging_is_recording_both() => Seeds.ForAll(100, seed =>
    {
        var random = new RandomStreams((ulong)seed).Stream("latency");
        long[] Some() => [.. Enumerable.Range(0, random.Below(50)).Select(_ => random.Below(1_000_000_000L))];
        var (first, second) = (Some(), Some());
        var (merged, both) = (Of(first), Of([.. first, .. second]));
        merged.Merge(Of(second));

        Assert.Equal(both.Buckets, merged.Buckets);
        Assert.Equal(both.Count, merged.Count);
        if (both.Count > 0)
        {
            Assert.Equal((both.Mean, both.Min, both.Max), (merged.Mean, merged.Min, merged.Max));
        }
    });

    [Fact]
    public void A_value_can_be_recorded_many_times_at_once()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromHours(100), 100_000_000_000);
        histogram.Record(TimeSpan.FromHours(200), 0);

        Assert.Equal(100_000_000_000, histogram.Count);
        Assert.Equal(TimeSpan.FromHours(100), histogram.Mean);
        Assert.Equal(TimeSpan.FromHours(100), histogram.Percentile(50));
    }

    [Fact]
    public void Beyond_its_range_the_maximum_stays_exact()
    {
        var histogram = Of(long.MaxValue, long.MaxValue);

        Assert.Equal(TimeSpan.MaxValue, histogram.Max);
        Assert.Equal(TimeSpan.MaxValue, histogram.Mean);
        Assert.Equal(2, Assert.Single(histogram.Buckets).Count);
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        var histogram = new LatencyHistogram();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            histogram.Record(new TimeSpan(i * 977L));
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var empty = new LatencyHistogram();

        Assert.Throws<ArgumentOutOfRangeException>(() => empty.Record(new TimeSpan(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => empty.Record(TimeSpan.Zero, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(1).Percentile(100.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(1).Percentile(double.NaN));
        Assert.Throws<InvalidOperationException>(() => empty.Percentile(50));
        Assert.Throws<InvalidOperationException>(() => empty.Mean);
        Assert.Throws<InvalidOperationException>(() => empty.Min);
        Assert.Throws<InvalidOperationException>(() => empty.Max);
    }

    private static LatencyHistogram Of(params long[] ticks)
    {
        var histogram = new LatencyHistogram();
        Array.ForEach(ticks, t => histogram.Record(new TimeSpan(t)));
        return histogram;
    }
}
