using Tangram.Simulation.Arrivals;
using Tangram.Simulation.Arrivals.Patterns;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Tests.Arrivals.Patterns;

public sealed class UniformArrivalsTests
{
    [Fact]
    public void The_first_request_comes_one_gap_after_the_start()
    {
        var arrivals = Start(4);

        Assert.Equal([0.25, 0.5, 0.75], Drawing.Until(arrivals, TimeSpan.FromSeconds(1)).Select(a => a.At.Ticks / 1e7));
    }

    [Fact]
    public void Gaps_that_are_no_whole_ticks_do_not_drift()
    {
        var last = Drawing.Until(Start(3), TimeSpan.FromDays(1)).Last();

        Assert.InRange(last.At.Ticks, (86400 * TimeSpan.TicksPerSecond) - 3_333_334, 86400 * TimeSpan.TicksPerSecond);
        Assert.Equal((3 * 86400) - 1, Drawing.Until(Start(3), TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1)).Sum(a => a.Count));
    }

    [Fact]
    public void At_a_hundred_requests_a_tick_each_tick_has_a_hundred()
    {
        var arrivals = Start(1e9);
        Assert.True(arrivals.TryNext(out var first));

        Assert.InRange(first.Count, 99, 100);
        for (var tick = 1; tick <= 1000; tick++)
        {
            Assert.True(arrivals.TryNext(out var next));
            Assert.Equal(tick, next.At.Ticks);
            Assert.InRange(next.Count, 99, 101);
        }
    }

    private static IArrivals Start(double rate) => new UniformArrivals().Start(rate, new RandomStreams(1).Stream("unused"));
}
