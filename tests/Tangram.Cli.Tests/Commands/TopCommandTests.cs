using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tangram.Cli.Tests.Loads;

namespace Tangram.Cli.Tests.Commands;

/// <summary>The program reads a page of metrics that a test's server shows.</summary>
public sealed class TopCommandTests
{
    [Fact]
    public async Task Once_shows_a_row_for_each_application_and_model()
    {
        await using var server = await StartAsync();
        var run = await CommandRun.OfProgram("top", Metrics(server), "--once", "--interval", "0.1");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"│ ocr \s*│ \s*\d+\.\d │ \s*75\.0 % │ \s*50 ms │", run.Output);
        Assert.Matches(@"│ det\[1\] \s*│ \s*\d+\.\d │ \s*0\.0 │ \s*2\.0 │ \s*40 ms │", run.Output);
    }

    [Fact]
    public async Task Json_has_the_same_for_programs()
    {
        await using var server = await StartAsync(key: "secret");
        var run = await CommandRun.OfProgram("top", Metrics(server), "--interval", "0.1", "--api-key", "secret", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var activity = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("ocr", 0.75), (activity.GetProperty("applications")[0].GetProperty("application").GetString(), activity.GetProperty("applications")[0].GetProperty("attainment").GetDouble()));
        Assert.Equal(2, activity.GetProperty("models")[0].GetProperty("batchSize").GetDouble());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_on_one_line()
    {
        var run = await CommandRun.Of("top", new Uri(LoadServer.Nobody, "/metrics").ToString(), "--once");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("http://127.0.0.1:9/metrics cannot be read: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', run.Error);
    }

    [Fact]
    public async Task A_key_that_is_missing_is_said_on_one_line()
    {
        await using var server = await StartAsync(key: "secret");
        var run = await CommandRun.Of("top", Metrics(server), "--once");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("401", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_address_is_refused()
    {
        var run = await CommandRun.Of("top", "here");

        Assert.Equal((2, "'here' is not an address such as http://127.0.0.1:8002/metrics"), (run.ExitCode, run.Error));
    }

    private static string Metrics(LoadServer server) => new Uri(server.Address, "/metrics").ToString();

    // Each reading is ten requests of 50 ms further.
    private static Task<LoadServer> StartAsync(string? key = null)
    {
        var readings = 0;
        return LoadServer.StartAsync((context, _) =>
        {
            if (key is not null && context.Request.Headers.Authorization != $"Bearer {key}")
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            }

            var requests = 10 * Interlocked.Increment(ref readings);
            return context.Response.WriteAsync($$"""
                tangram_requests_total{application="ocr",outcome="answered"} {{requests}}
                tangram_attainment{application="ocr"} 0.75
                tangram_request_duration_seconds_bucket{application="ocr",le="0.1"} {{requests}}
                tangram_request_duration_seconds_bucket{application="ocr",le="+Inf"} {{requests}}
                nv_inference_request_success{model="det[1]",version="1"} {{requests}}
                nv_inference_count{model="det[1]",version="1"} {{2 * requests}}
                nv_inference_exec_count{model="det[1]",version="1"} {{requests}}
                nv_inference_request_duration_us{model="det[1]",version="1"} {{40_000 * requests}}

                """, context.RequestAborted);
        });
    }
}
