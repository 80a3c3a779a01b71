using Tangram.Cli.Demos.Days;

namespace Tangram.Cli.Tests.Demos.Days;

/// <summary>The demand over a day.</summary>
public sealed class DayCurveTests
{
    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(5, 0.25)]
    [InlineData(7.5, 0.625)]
    [InlineData(11, 1)]
    [InlineData(13, 0.7)]
    [InlineData(16, 1)]
    [InlineData(24, 0.25)]
    public void It_goes_through_its_turning_points(double hour, double share) => Assert.Equal(share, DayCurve.At(hour), 9);

    [Fact]
    public void The_largest_demand_is_four_times_the_smallest()
    {
        var all = Enumerable.Range(0, 2401).Select(i => DayCurve.At(i / 100.0)).ToList();

        Assert.Equal((0.25, 1), (all.Min(), all.Max()));
        Assert.Equal(all.Average(), DayCurve.Mean, 3);
    }

    [Fact]
    public void Nothing_jumps() => Assert.All(Enumerable.Range(0, 2400), i => Assert.InRange(Math.Abs(DayCurve.At((i + 1) / 100.0) - DayCurve.At(i / 100.0)), 0, 0.005));
}
