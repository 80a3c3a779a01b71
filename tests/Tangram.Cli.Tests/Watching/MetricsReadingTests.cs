using Tangram.Cli.Watching;

namespace Tangram.Cli.Tests.Watching;

public sealed class MetricsReadingTests
{
    private const string Page = """
        # HELP hits Hits
        # TYPE hits counter
        hits{who="a",how="well"} 3
        hits{who="a",how="badly"} 4.5
        hits{who="b\"c,how=\"well\\",how="well"} 1e2
        hits{who="line\nfeed",how="=}"} 7
        alone 5
        empty{} 6
        no sample at all
        broken{who=
        time_bucket{who="a",le="0.5"} 1
        time_bucket{who="a",le="+Inf"} 3
        time_bucket{who="a",le="0.1"} 0
        """;

    private readonly MetricsReading _reading = MetricsReading.Parse(Page);

    [Fact]
    public void Samples_with_the_labels_asked_for_are_added_up()
    {
        Assert.Equal(7.5, _reading.Sum("hits", ("who", "a")));
        Assert.Equal(107d, _reading.Sum("hits", ("how", "well")) + _reading.Sum("hits", ("how", "badly")) - 0.5);
        Assert.Equal((5d, 6d), (_reading.Sum("alone"), _reading.Sum("empty")));
        Assert.Null(_reading.Sum("hits", ("who", "nobody")));
        Assert.Null(_reading.Sum("misses"));
    }

    [Fact]
    public void Values_of_labels_may_hold_quotes_commas_braces_and_line_feeds()
    {
        Assert.Equal(["a", "b\"c,how=\"well\\", "line\nfeed"], _reading.Values("hits", "who"));
        Assert.Equal(100d, _reading.Sum("hits", ("who", "b\"c,how=\"well\\")));
        Assert.Equal(7d, _reading.Sum("hits", ("how", "=}")));
    }

    [Fact]
    public void A_histogram_is_read_by_rising_bounds() =>
        Assert.Equal([(0.1, 0), (0.5, 1), (double.PositiveInfinity, 3)], _reading.Buckets("time", "who", "a"));

    [Fact]
    public void A_counter_that_fell_began_anew()
    {
        var later = MetricsReading.Parse("alone 2\nhits{who=\"a\"} 9");

        Assert.Equal((2d, 1.5), (later.Grown(_reading, "alone"), later.Grown(_reading, "hits", ("who", "a"))));
    }
}
