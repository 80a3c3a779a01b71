using Tangram.Cli.Demos.Days;

namespace Tangram.Cli.Tests.Demos.Days;

/// <summary>The demand over a day.</summary>
public sealed class DayCurveTests
{
    [Theory]
    [InlineData(0, 0.3)]
    [InlineData(2, 0.65)]
    [InlineData(5, 1)]
    [InlineData(7, 0.7)]
    [InlineData(9, 1)]
    [InlineData(15, 0.25)]
    [InlineData(24, 0.25)]
    public void It_goes_through_its_turning_points(double hour, double share) => Assert.Equal(share, DayCurve.At(hour), 9);

    [Fact]
    public void The_largest_demand_is_four_times_the_smallest()
    {
        var all = Enumerable.Range(0, 2401).Select(i => DayCurve.At(i / 100.0)).ToList();

        Assert.Equal((0.25, 1), (all.Min(), all.Max()));
        Assert.Equal(all.Average(), DayCurve.Mean, 3);
    }

    [Theory]
    [InlineData(0, "06:00")]
    [InlineData(7.5, "13:30")]
    [InlineData(18, "00:00")]
    [InlineData(24, "06:00")]
    public void It_begins_at_six(double hour, string clock) => Assert.Equal(clock, DayClock.Text(hour));

    [Fact]
    public void Nothing_jumps() => Assert.All(Enumerable.Range(0, 2400), i => Assert.InRange(Math.Abs(DayCurve.At((i + 1) / 100.0) - DayCurve.At(i / 100.0)), 0, 0.005));
}
