using Tangram.Cli.Demos.Days;

namespace Tangram.Cli.Tests.Demos.Days;

/// <summary>The requests of a day.</summary>
public sealed class DayArrivalsTests
{
    private static readonly DayClock Clock = new(TimeSpan.FromHours(2));

    [Fact]
    public void They_are_as_many_as_the_curve_says_at_each_hour()
    {
        var byHour = DayArrivals.Of(Clock, 10, seed: 1).ToLookup(at => (int)Clock.HourAt(at));

        for (var hour = 0; hour < 24; hour++)
        {
            var expected = 10 * Clock.Hour.TotalSeconds * Enumerable.Range(0, 60).Average(minute => DayCurve.At(hour + (minute / 60.0)));

            // Four deviations of a Poisson count.
            Assert.InRange(byHour[hour].Count(), expected - (4 * Math.Sqrt(expected)), expected + (4 * Math.Sqrt(expected)));
        }
    }

    [Fact]
    public void They_ascend_within_the_day_and_are_the_same_for_a_seed()
    {
        var arrivals = DayArrivals.Of(Clock, 1, seed: 5);

        Assert.Equal(arrivals.Distinct().Order(), arrivals);
        Assert.InRange(arrivals[^1], TimeSpan.Zero, Clock.Length);
        Assert.Equal(arrivals, DayArrivals.Of(Clock, 1, seed: 5));
        Assert.NotEqual(arrivals, DayArrivals.Of(Clock, 1, seed: 6));
    }

    [Fact]
    public void A_day_so_quiet_that_nobody_comes_has_one_request() => Assert.Single(DayArrivals.Of(Clock, 1e-9, seed: 1));

    [Fact]
    public void The_trace_has_the_same_requests()
    {
        var arrivals = DayArrivals.Of(Clock, 1, seed: 5);
        var trace = DayArrivals.AsTrace(arrivals, Clock);

        Assert.Equal((arrivals.Count, Clock.Length), (trace.Requests, trace.Length));
    }
}
