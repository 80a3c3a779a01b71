using FsCheck;
using FsCheck.Fluent;

namespace Tangram.Profiling.Tests;

public sealed class PercentilesTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(25, 20)]
    [InlineData(50, 30)]
    [InlineData(60, 34)]
    [InlineData(95, 48)]
    [InlineData(100, 50)]
    public void A_percentile_lies_between_the_two_nearest_ranks(double percent, double expected) =>
        Assert.Equal(expected, Percentiles.Of([30, 10, 50, 20, 40], percent), precision: 9);

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(100)]
    public void Every_percentile_of_one_sample_is_that_sample(double percent) => Assert.Equal(7, Percentiles.Of([7], percent));

    [Fact]
    public void There_is_no_percentile_of_nothing() => Assert.Throws<ArgumentOutOfRangeException>(() => Percentiles.Of([], 50));

    [Fact]
    public void Percentiles_lie_between_the_least_and_the_largest_sample() =>
        Prop.ForAll<NonEmptyArray<int>, byte>((samples, percent) =>
        {
            var of = Percentiles.Of(samples.Get.Select(s => (double)s), percent % 101);
            return of >= samples.Get.Min() && of <= samples.Get.Max();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_higher_percentile_is_never_smaller() =>
        Prop.ForAll<NonEmptyArray<int>>(samples =>
        {
            var rising = Enumerable.Range(0, 101).Select(p => Percentiles.Of(samples.Get.Select(s => (double)s), p)).ToList();
            return rising.Zip(rising.Skip(1)).All(pair => pair.First <= pair.Second);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(59)]
    public void With_fewer_than_60_samples_nothing_is_known_of_the_p95(int samples) =>
        Assert.Equal(double.PositiveInfinity, Percentiles.RelativeUncertaintyOfP95([.. Enumerable.Repeat(5.0, samples)]));

    [Theory]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(100)]
    [InlineData(1000)]
    public void The_p95_of_samples_that_are_all_alike_is_certain(int samples) =>
        Assert.Equal(0, Percentiles.RelativeUncertaintyOfP95([.. Enumerable.Repeat(5.0, samples)]));

    [Fact]
    public void The_uncertainty_is_half_the_width_between_the_bounding_ranks_over_the_p95() =>

        // Of 1 to 100, ranks 95 ± 3.6 hold the values 91 and 99; the p95 is 95.05.
        Assert.Equal(4 / 95.05, Percentiles.RelativeUncertaintyOfP95([.. Enumerable.Range(1, 100).Select(i => (double)i)]), precision: 9);

    [Fact]
    public void More_samples_of_the_same_kind_leave_less_uncertainty()
    {
        var uncertainties = ((int[])[100, 400, 1600]).Select(n => Percentiles.RelativeUncertaintyOfP95([.. Enumerable.Range(0, n).Select(i => 1 + ((double)i / n))])).ToList();

        Assert.Equal(uncertainties.OrderDescending(), uncertainties);
    }
}
