using Tangram.Simulation.Randomness;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Tests.Statistics;

public sealed class IntervalTests
{
    [Fact]
    public void It_is_Students_interval_of_the_mean()
    {
        // 2.776 · s / √5 for 4 degrees of freedom.
        var interval = Interval.Of(Of(1, 2, 3, 4, 5), 0.95);

        Assert.Equal((3.0, 0.95, 5L), (interval.Mean, interval.Confidence, interval.Count));
        Assert.Equal(2.776445 * Math.Sqrt(2.5 / 5), interval.HalfWidth, 1e-5);
        Assert.Equal((interval.Mean - interval.HalfWidth, interval.Mean + interval.HalfWidth), (interval.Low, interval.High));
    }

    [Fact]
    public void It_holds_the_mean_as_often_as_it_says()
    {
        // 4,000 intervals of 8 values: one standard error of the share is 0.5 %.
        var random = new RandomStreams(9).Stream("values");
        var held = Enumerable.Range(0, 4000).Count(_ => Interval.Of(Of([.. Enumerable.Range(0, 8).Select(_ => 10 + random.Normal())]), 0.9).Contains(10));

        Assert.InRange(held / 4000.0, 0.88, 0.92);
    }

    [Fact]
    public void Of_one_value_it_is_endless()
    {
        var interval = Interval.Of(Of(7), 0.95);

        Assert.Equal(double.PositiveInfinity, interval.HalfWidth);
        Assert.True(interval.Contains(-1e300));
    }

    [Fact]
    public void Its_ends_belong_to_it()
    {
        var interval = new Interval(5, 1, 0.95, 10);

        Assert.True(interval.Contains(4) && interval.Contains(6));
        Assert.False(interval.Contains(3.999) || interval.Contains(6.001) || interval.Contains(double.NaN));
    }

    [Fact]
    public void What_is_no_interval_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Interval.Of(Of(), 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => Interval.Of(Of(1, 2), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Interval.Of(Of(1, 2), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Interval(double.NaN, 1, 0.95, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Interval(1, -1, 0.95, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Interval(1, double.NaN, 0.95, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Interval(1, 1, 0.95, 0));
    }

    private static RunningMoments Of(params double[] values)
    {
        var moments = new RunningMoments();
        Array.ForEach(values, moments.Add);
        return moments;
    }
}
