using System.Text.Json;
using Tangram.Cli.Loads;
using Tangram.Core.Files;

namespace Tangram.Cli.Tests.Loads;

public sealed class LoadReportTests
{
    private static readonly LoadOptions Options = new(LoadServer.Nobody, [], 4, TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(250), 7);

    [Fact]
    public void Latencies_are_of_answered_requests_only()
    {
        var report = new LoadReport(Options, [Sample(RequestEnd.InTime, 10), Sample(RequestEnd.Late, 30), Sample(RequestEnd.InTime, 20), Sample(RequestEnd.Refused, 1000), Sample(RequestEnd.Lost, 60_000)]);

        Assert.Equal((20, 28, 29.8, 29.98), (report.P50Ms, report.P90Ms, report.P99Ms, report.P999Ms));
        Assert.Equal((5, 2, 1, 1, 0, 0, 1), (report.Sent, report.InTime, report.Late, report.Refused, report.Dropped, report.Failed, report.Lost));
        Assert.Equal(0.4, report.Attainment);
    }

    [Fact]
    public void Where_nothing_was_answered_there_are_no_latencies()
    {
        var report = new LoadReport(Options, [Sample(RequestEnd.Dropped, 1), Sample(RequestEnd.Failed, 1)]);

        Assert.Equal((null, null, null, null), (report.P50Ms, report.P90Ms, report.P99Ms, report.P999Ms));
        Assert.Equal((1, 1, 0.0), (report.Dropped, report.Failed, report.Attainment));
    }

    [Fact]
    public void Where_nothing_was_sent_nothing_was_missed()
    {
        var report = new LoadReport(Options, []);

        Assert.Equal((0, 1.0), (report.Sent, report.Attainment));
        Assert.Empty(report.Errors);
    }

    [Fact]
    public void The_ten_most_frequent_errors_are_kept_with_how_often_they_came()
    {
        var samples = Enumerable.Range(1, 12).SelectMany(n => Enumerable.Repeat(new LoadSample(RequestEnd.Failed, 1, $"error {n}"), n)).ToList();

        var report = new LoadReport(Options, samples);

        Assert.Equal(Enumerable.Range(3, 10).Reverse().Select(n => KeyValuePair.Create($"error {n}", n)), report.Errors.OrderByDescending(e => e.Value));
    }

    [Fact]
    public void As_json_it_has_these_fields()
    {
        var json = JsonSerializer.SerializeToNode(new LoadReport(Options, [Sample(RequestEnd.InTime, 10)]), JsonFile.Options)!.AsObject();

        Assert.Equal(
            [
                "ratePerSecond", "durationSeconds", "seed", "objectiveMs", "sent", "inTime", "late", "refused", "dropped", "failed", "lost", "attainment", "p50Ms", "p90Ms", "p99Ms", "p999Ms", "errors",
            ],
            json.Select(field => field.Key));
        Assert.Equal((4, 2, 7, 250), (json["ratePerSecond"]!.GetValue<double>(), json["durationSeconds"]!.GetValue<double>(), json["seed"]!.GetValue<int>(), json["objectiveMs"]!.GetValue<double>()));
    }

    private static LoadSample Sample(RequestEnd end, double milliseconds) => new(end, milliseconds, Detail: null);
}
