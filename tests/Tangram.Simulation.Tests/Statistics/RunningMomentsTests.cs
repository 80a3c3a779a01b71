using Tangram.Simulation.Randomness;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Tests.Statistics;

public sealed class RunningMomentsTests
{
    [Fact]
    public void Mean_and_variance_are_those_of_the_values()
    {
        var moments = Of(2, 4, 4, 4, 5, 5, 7, 9);

        Assert.Equal((8L, 5.0, 2.0, 9.0), (moments.Count, moments.Mean, moments.Min, moments.Max));
        Assert.Equal(32 / 7.0, moments.Variance, 1e-12);
        Assert.Equal(Math.Sqrt(32 / 7.0), moments.StandardDeviation, 1e-12);
    }

    [Fact]
    public void Digits_are_kept_where_the_mean_is_far_from_0() => Assert.Equal(1, Of(1e9 + 1, 1e9 + 2, 1e9 + 3).Variance, 1e-9);

    [Fact]
    public void Merging_is_adding_both() => Seeds.ForAll(200, seed =>
    {
        var random = new RandomStreams((ulong)seed).Stream("values");
        double[] Some() => [.. Enumerable.Range(0, random.Below(20)).Select(_ => 5 + random.Normal())];
        var (first, second) = (Some(), Some());
        var (merged, both) = (Of(first), Of([.. first, .. second]));
        merged.Merge(Of(second));

        Assert.Equal((both.Count, both.Min, both.Max), (merged.Count, merged.Min, merged.Max));
        Assert.Equal(both.Mean, merged.Mean, 1e-10);
        Assert.Equal(both.Variance, merged.Variance, 1e-10);
    });

    [Fact]
    public void Of_few_values_the_variance_is_0()
    {
        Assert.Equal((0L, 0.0, 0.0), (Of().Count, Of().Mean, Of().Variance));
        Assert.Equal(0, Of(7).Variance);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_not_finite_is_refused(double value) => Assert.Throws<ArgumentOutOfRangeException>(() => Of(value));

    private static RunningMoments Of(params double[] values)
    {
        var moments = new RunningMoments();
        Array.ForEach(values, moments.Add);
        return moments;
    }
}
