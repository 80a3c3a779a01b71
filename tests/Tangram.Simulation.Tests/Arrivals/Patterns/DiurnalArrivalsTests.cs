using Tangram.Simulation.Arrivals.Patterns;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Tests.Arrivals.Patterns;

public sealed class DiurnalArrivalsTests
{
    [Fact]
    public void Each_hour_of_the_day_has_its_rate()
    {
        // 20 days of 24 hours; an hour has from 36,000 to 108,000 requests in all, so that 5 standard errors are at most 2.7 %.
        var counts = Drawing.Counts(new DiurnalArrivals(0.5, TimeSpan.FromHours(24)).Start(1, new RandomStreams(1).Stream("a")), TimeSpan.FromHours(1), 480);
        for (var hour = 0; hour < 24; hour++)
        {
            // The integral of 1 − cos(2πt/24)/2 over the hour.
            var expected = 3600 * (1 - (0.5 * 24 / (2 * Math.PI) * (Math.Sin(2 * Math.PI * (hour + 1) / 24) - Math.Sin(2 * Math.PI * hour / 24))));
            var seen = Enumerable.Range(0, 20).Average(day => counts[(24 * day) + hour]);

            Assert.InRange(seen, expected * 0.973, expected * 1.027);
        }
    }

    [Fact]
    public void With_a_full_swing_nearly_nothing_comes_at_the_trough()
    {
        var counts = Drawing.Counts(new DiurnalArrivals(1, TimeSpan.FromSeconds(100)).Start(1000, new RandomStreams(2).Stream("a")), TimeSpan.FromSeconds(1), 100);

        Assert.InRange(counts[0], 0, 10);
        Assert.InRange(counts[50], 1800, 2200);
    }

    [Fact]
    public void What_makes_no_pattern_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DiurnalArrivals(-0.1, TimeSpan.FromHours(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DiurnalArrivals(double.NaN, TimeSpan.FromHours(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DiurnalArrivals(0.5, TimeSpan.Zero));
    }
}
