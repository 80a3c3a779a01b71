using Tangram.Cli.Watching;

namespace Tangram.Cli.Tests.Watching;

public sealed class ServerActivityTests
{
    [Fact]
    public void Rates_are_of_the_time_between_two_readings()
    {
        var activity = Between("""
            tangram_requests_total{application="ocr",outcome="answered"} 10
            tangram_requests_total{application="ocr",outcome="late"} 1
            nv_inference_request_success{model="m",version="1"} 10
            nv_inference_count{model="m",version="1"} 20
            nv_inference_exec_count{model="m",version="1"} 10
            nv_inference_request_duration_us{model="m",version="1"} 1000
            nv_inference_queue_duration_us{model="m",version="1"} 500
            """, """
            tangram_requests_total{application="ocr",outcome="answered"} 18
            tangram_requests_total{application="ocr",outcome="late"} 3
            tangram_attainment{application="ocr"} 0.8
            nv_inference_request_success{model="m",version="1"} 14
            nv_inference_request_failure{model="m",version="1",reason="dropped"} 1
            nv_inference_count{model="m",version="1"} 36
            nv_inference_exec_count{model="m",version="1"} 14
            nv_inference_request_duration_us{model="m",version="1"} 41000
            nv_inference_queue_duration_us{model="m",version="1"} 8500
            nv_inference_pending_request_count{model="m",version="1"} 5
            """);

        var application = Assert.Single(activity.Applications);
        Assert.Equal(("ocr", 5d, 0.8), (application.Application, application.RequestsPerSecond, application.Attainment));
        Assert.Equal(new ModelActivity("m", 2, 0.5, 4, 10, 2, 0, 5), Assert.Single(activity.Models));
    }

    [Fact]
    public void Where_nothing_happened_there_are_no_times()
    {
        const string Page = """
            tangram_requests_total{application="ocr",outcome="answered"} 10
            tangram_request_duration_seconds_bucket{application="ocr",le="1"} 10
            tangram_request_duration_seconds_bucket{application="ocr",le="+Inf"} 10
            nv_inference_request_success{model="m",version="1"} 10
            """;
        var activity = Between(Page, Page);

        Assert.Equal(new ApplicationActivity("ocr", 0, null, null, null), Assert.Single(activity.Applications));
        Assert.Equal(new ModelActivity("m", 0, 0, null, null, null, null, 0), Assert.Single(activity.Models));
    }

    [Theory]
    [InlineData(100, 100, 50, 99)] // All below the first bound: spread evenly from 0.
    [InlineData(0, 100, 150, 199)]
    [InlineData(50, 100, 100, 198)]
    [InlineData(0, 0, 200, 200)] // All above the last: no more is known.
    public void Quantiles_lie_within_their_bucket(int upTo100, int upTo200, double p50, double p99)
    {
        var application = Assert.Single(Between(Histogram(0, 0, 0), Histogram(upTo100, upTo200, 100)).Applications);

        Assert.Equal(p50, application.P50Ms!.Value, 1e-9);
        Assert.Equal(p99, application.P99Ms!.Value, 1e-9);
    }

    private static string Histogram(int upTo100, int upTo200, int all) => $$"""
        tangram_requests_total{application="ocr",outcome="answered"} {{all}}
        tangram_request_duration_seconds_bucket{application="ocr",le="0.1"} {{upTo100}}
        tangram_request_duration_seconds_bucket{application="ocr",le="0.2"} {{upTo200}}
        tangram_request_duration_seconds_bucket{application="ocr",le="+Inf"} {{all}}
        """;

    private static ServerActivity Between(string before, string after) => ServerActivity.Between(MetricsReading.Parse(before), MetricsReading.Parse(after), TimeSpan.FromSeconds(2));
}
