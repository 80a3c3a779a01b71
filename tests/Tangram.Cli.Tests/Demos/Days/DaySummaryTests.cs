using Tangram.Cli.Demos.Days;
using Tangram.Cli.Loads;

namespace Tangram.Cli.Tests.Demos.Days;

/// <summary>A day summed up by its hours.</summary>
public sealed class DaySummaryTests
{
    // An hour takes a second.
    private static readonly DayClock Clock = new(TimeSpan.FromSeconds(24));

    private static readonly DaySample[] Timeline = [Sample(0, 1, 2, 0.96), Sample(0.5, 1, 2, 0.96), Sample(1.2, 3, 4, 0.99)];

    [Fact]
    public void Requests_count_in_the_hour_in_which_they_came()
    {
        LoadSample[] requests = [Request(0.1, RequestEnd.InTime), Request(0.9, RequestEnd.Late), Request(5.5, RequestEnd.InTime), Request(24, RequestEnd.Dropped)];

        var hours = DaySummary.Hours(Clock, requests, Timeline, [new DayChange(1.2, 1.2, "plan", "more")]);

        Assert.Equal(Enumerable.Range(0, 24), hours.Select(h => h.Hour));
        Assert.Equal([(0, 2, 1), (5, 1, 1), (23, 1, 0)], hours.Where(h => h.Requests > 0).Select(h => (h.Hour, h.Requests, h.InTime)));
        Assert.Equal([0.5, 1, 0], hours.Where(h => h.Requests > 0).Select(h => h.Attainment));
        Assert.Equal(2, hours[0].RequestsPerSecond);
        Assert.Equal([1], hours.Where(h => h.Replans > 0).Select(h => h.Hour));
    }

    [Fact]
    public void What_ran_is_averaged_and_goes_on_until_it_is_seen_to_change()
    {
        var hours = DaySummary.Hours(Clock, [], Timeline, []);

        Assert.Equal([(2, 1), (4, 3), (4, 3)], hours.Take(3).Select(h => (h.Slices, h.PlannedDemand)));
        Assert.Equal((4, 0.99, 1), (hours[23].Slices, hours[23].Accuracy, hours[23].Attainment));
    }

    [Fact]
    public void The_accuracy_is_that_which_requests_met()
    {
        Assert.Equal(0.975, DaySummary.Accuracy([Request(0.4, RequestEnd.InTime), Request(7, RequestEnd.Lost)], Timeline), 9);
        Assert.Equal(0.97, DaySummary.Accuracy([], Timeline), 9);
    }

    private static LoadSample Request(double second, RequestEnd end) => new(end, 100, null, TimeSpan.FromSeconds(second));

    private static DaySample Sample(double second, double demand, int slices, double accuracy) => new(second, second, 1, demand, slices, accuracy, "a + b", 1, "objectives");
}
