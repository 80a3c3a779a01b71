using Tangram.Cli.Reproductions.Days;
using Tangram.Simulation.Randomness;

namespace Tangram.Cli.Tests.Reproductions.Days;

public sealed class DayShapeTests
{
    [Fact]
    public void Without_noise_it_rises_from_the_trough_to_the_peak_and_falls_again()
    {
        Assert.Equal((1, 0.25), (DayShape.Smooth(125), Math.Round(DayShape.Smooth(210), 12)));
        Assert.All(Enumerable.Range(125, 85), p => Assert.True(DayShape.Smooth(p + 1) < DayShape.Smooth(p)));
        Assert.All(Enumerable.Range(210, 203), p => Assert.True(DayShape.Smooth((p + 1) % 288) > DayShape.Smooth(p % 288)));
    }

    [Fact]
    public void Its_highest_point_is_1_and_a_seed_gives_one_day()
    {
        var day = DayShape.Of(new RandomStreams(7).Stream("day"));

        Assert.Equal((288, 1), (day.Count, day.Max()));
        Assert.All(day, d => Assert.InRange(d, 0.1, 1));
        Assert.Equal(day, DayShape.Of(new RandomStreams(7).Stream("day")));
        Assert.NotEqual(day, DayShape.Of(new RandomStreams(8).Stream("day")));
    }

    [Fact]
    public void Its_low_points_are_low_and_its_high_points_high()
    {
        var day = DayShape.Of(new RandomStreams(1).Stream("day"));

        Assert.True(day.Take(DaySpan.High.From..DaySpan.High.To).Min() > day.Take(DaySpan.Low.From..DaySpan.Low.To).Max());
    }

    [Theory]
    [InlineData(288, 0, 287)]
    [InlineData(3, 48, 240)]
    [InlineData(1, 144, 144)]
    public void Points_are_sampled_evenly(int count, int first, int last)
    {
        var points = DayShape.Sample(count);

        Assert.Equal((count, first, last), (points.Distinct().Count(), points[0], points[^1]));
    }
}
