using FsCheck;
using FsCheck.Fluent;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests;

public sealed class BatchLatencyTests
{
    private static readonly BatchLatency Measured = new([(1, Span(10)), (2, Span(14)), (8, Span(38))], largest: 16);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 14)]
    [InlineData(8, 38)]
    public void A_measured_size_takes_what_was_measured(int size, double milliseconds) => Assert.Equal(Span(milliseconds), Measured.Of(size));

    [Theory]
    [InlineData(3, 18)]
    [InlineData(5, 26)]
    [InlineData(7, 34)]
    public void Between_two_measured_sizes_it_lies_on_their_line(int size, double milliseconds) => Assert.Equal(Span(milliseconds), Measured.Of(size));

    [Theory]
    [InlineData(9, 42)]
    [InlineData(16, 70)]
    public void Beyond_the_last_it_goes_on_with_the_last_slope(int size, double milliseconds) => Assert.Equal(Span(milliseconds), Measured.Of(size));

    [Fact]
    public void Sizes_outside_the_range_take_as_long_as_its_ends()
    {
        Assert.Equal(Measured.Of(1), Measured.Of(0));
        Assert.Equal(Measured.Of(16), Measured.Of(99));
    }

    [Fact]
    public void With_one_point_smaller_sizes_take_the_same_and_larger_ones_in_proportion()
    {
        var single = new BatchLatency([(4, Span(20))], largest: 8);

        Assert.Equal([Span(20), Span(20), Span(40)], [single.Of(1), single.Of(4), single.Of(8)]);
    }

    [Fact]
    public void It_cannot_be_made_of_nothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchLatency([], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchLatency([(1, Span(1))], 0));
    }

    [Fact]
    public void It_grows_with_the_size_where_the_measurements_do() =>
        Prop.ForAll(Arb.From(Gen.Choose(1, 50).ArrayOf(5)), steps =>
        {
            var points = steps.Select((_, i) => (i + 1, Span(steps.Take(i + 1).Sum()))).ToList();
            var latency = new BatchLatency(points, largest: 12);

            Assert.All(Enumerable.Range(1, 11), size => Assert.True(latency.Of(size) < latency.Of(size + 1)));
        }).QuickCheckThrowOnFailure();
}
