using Tangram.Cli.Reproductions.Days;

namespace Tangram.Cli.Tests.Reproductions.Days;

public sealed class DayAverageTests
{
    [Fact]
    public void Slices_and_accuracy_are_means_of_points_and_violations_a_share_of_requests()
    {
        var averages = DayAverage.Of([Point(110, 28, 300, 30, 0.1), Point(140, 14, 100, 10, 0, isPlannedFor: false), Point(200, 7, 100, 0, 0.02)], 28);

        Assert.Equal(["low", "high", "all"], averages.Select(a => a.Span));
        Assert.Equal(new DayAverage("high", 2, 0.75, 0.1, 0.05, 0.5), averages[1]);
        Assert.Equal((3, 0.08), (averages[2].Points, averages[2].Violations));
    }

    [Fact]
    public void A_span_without_points_has_no_average() =>
        Assert.Equal(["all"], DayAverage.Of([Point(10, 28, 0, 0, 0)], 28).Select(a => a.Span));

    [Fact]
    public void Reasons_are_told_from_what_was_observed()
    {
        DaySystem Of(string planner, params DayPoint[] points) => new(planner, 100, points, DayAverage.Of(points, 28));
        var day = new DayApplication("app", "a basis", 100, 0.9, 200, [Of("a+s+t", Point(110, 14, 1000, 0, 0)), Of("a+s", Point(110, 21, 1000, 10, 0)), Of("s+t", Point(110, 28, 100, 50, 0, isPlannedFor: false)), Of("a+t")]);

        var compared = DayComparison.Of([day]);

        Assert.Equal(["50.0 %", "0.0 %", "50.0 %", "1.0 %", "50.0 % (app, high)", "no plan"], compared.Select(c => c.Ours));
        Assert.Contains("mean demand of our day is 50.0 %", compared[0].Why, StringComparison.Ordinal);
        Assert.Equal("none came about", compared[1].Why);
        Assert.Contains("50.0 % for app", compared[2].Why, StringComparison.Ordinal);
        Assert.Contains("most come with app (1.0 % of its requests), answered late", compared[3].Why, StringComparison.Ordinal);
        Assert.Equal("100.0 % of them at points beyond its largest plan, which are 100.0 % of the points", compared[4].Why);
        Assert.Equal("it can plan for no demand", compared[5].Why);
    }

    private static DayPoint Point(int point, int slices, long requests, long violations, double drop, bool isPlannedFor = true) =>
        new(point, 100, slices, requests, violations, drop, new Dictionary<string, long>(), isPlannedFor);
}
