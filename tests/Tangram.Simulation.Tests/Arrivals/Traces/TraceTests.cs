using Tangram.Core.Time;
using Tangram.Simulation.Arrivals;
using Tangram.Simulation.Arrivals.Traces;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Tests.Arrivals.Traces;

public sealed class TraceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void It_gives_back_what_it_was_made_of()
    {
        var trace = Trace(4, (0, 1), (1, 5), (3, 1));

        Assert.Equal([At(0, 1), At(1, 5), At(3, 1)], Drawing.All(trace.Start()));
        Assert.Equal((3, 7L, 4 * Second, 1.75), (trace.Instants, trace.Requests, trace.Length, trace.MeanRatePerSecond));
        Assert.Equal(At(1, 5), trace[1]);
    }

    [Fact]
    public void A_hundred_million_requests_at_one_instant_stay_one_entry() =>
        Assert.Equal([At(2, 100_000_000)], Drawing.All(Trace(3, (2, 100_000_000)).Start()));

    [Fact]
    public void It_can_be_replayed_many_times_at_once()
    {
        var trace = Trace(4, (0, 1), (1, 5), (3, 1));
        var (first, second) = (trace.Start(), trace.Start());
        Assert.True(first.TryNext(out _));

        Assert.Equal(3, Drawing.All(second).Count);
        Assert.Equal(2, Drawing.All(first).Count);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 4)]
    [InlineData(9, 7)]
    [InlineData(12, 9)]
    public void It_is_cut_off_or_repeated_to_a_duration(int seconds, int arrivals)
    {
        var replayed = Drawing.All(Trace(4, (0, 1), (1, 5), (3, 1)).Start(seconds * Second));

        Assert.Equal(arrivals, replayed.Count);
        Assert.All(replayed, a => Assert.True(a.At < Instant.Start + (seconds * Second)));
        Assert.Equal(replayed.Skip(3), replayed.SkipLast(3).Select(a => a with { At = a.At + (4 * Second) }).Take(Math.Max(0, arrivals - 3)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(3.5)]
    [InlineData(1e6)]
    public void Times_are_stretched_or_shortened_to_a_mean_rate(double rate)
    {
        var trace = Trace(4, (0, 1), (1, 5), (3, 1)).WithMeanRate(rate);

        Assert.Equal(rate, trace.MeanRatePerSecond, rate * 0.02);
        Assert.Equal(7, trace.Requests);
        Assert.InRange((trace[2].At - Instant.Start - (trace.Length * 0.75)).Ticks, -1, 1);
    }

    [Fact]
    public void Instants_that_fall_into_one_tick_become_one()
    {
        var trace = Trace(4, (0, 1), (1, 5), (3, 1)).WithMeanRate(7e7);

        Assert.Equal([new Arrival(Instant.Start, 7)], Drawing.All(trace.Start()));
        Assert.Equal(TimeSpan.FromTicks(1), trace.Length);
    }

    [Fact]
    public void Scaling_keeps_every_request_and_the_order() => Seeds.ForAll(200, seed =>
    {
        var random = new RandomStreams((ulong)seed).Stream("trace");
        var tick = 0L;
        var arrivals = Enumerable.Range(0, 1 + random.Below(100)).Select(_ => new Arrival(new Instant(tick += 1 + random.Below(1L << random.Below(30))), 1 + random.Below(random.Bernoulli(0.5) ? 1 : 9))).ToList();
        var trace = new Trace(arrivals, TimeSpan.FromTicks(tick + 1 + random.Below(1000)));
        var scaled = trace.WithMeanRate(trace.MeanRatePerSecond * Math.Exp(random.Normal()));
        var replayed = Drawing.All(scaled.Start());

        Assert.Equal(arrivals.Sum(a => a.Count), replayed.Sum(a => a.Count));
        Assert.Equal(replayed.OrderBy(a => a.At).DistinctBy(a => a.At), replayed);
        Assert.True(replayed[^1].At < Instant.Start + scaled.Length);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e9)]
    [InlineData(1e-12)]
    public void A_rate_that_leaves_no_time_or_takes_too_much_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Trace(4, (0, 1), (1, 5), (3, 1)).WithMeanRate(rate));

    [Fact]
    public void What_is_no_trace_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Trace(1));
        Assert.Throws<ArgumentException>(() => Trace(1, (-1, 1)));
        Assert.Throws<ArgumentException>(() => Trace(9, (1, 1), (1, 1)));
        Assert.Throws<ArgumentException>(() => Trace(9, (1, 0)));
        Assert.Throws<ArgumentException>(() => Trace(1, (1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Trace(2, (1, 1)).Start(-Second));
    }

    private static Trace Trace(int length, params (int Second, long Count)[] arrivals) => new([.. arrivals.Select(a => At(a.Second, a.Count))], length * Second);

    private static Arrival At(int second, long count) => new(Instant.Start + (second * Second), count);
}
