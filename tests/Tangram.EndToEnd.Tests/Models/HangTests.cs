using System.Net;
using Tangram.Devices.Cpu;
using Tangram.Server;
using Tangram.Server.Options;
using Tangram.TestKit.Onnx;
using static Tangram.EndToEnd.Tests.Models.HttpCalls;

namespace Tangram.EndToEnd.Tests.Models;

/// <summary>Requests whose batches never end, beside others.</summary>
[Collection("one server at a time")]
public sealed class HangTests
{
    private const long ForEver = long.MaxValue;

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_that_hangs_two_workers_is_given_up_and_the_others_are_answered()
    {
        using var models = new ModelFolder().With("loop", LoopModel.Bytes, "instance_group { count: 2 }");
        var options = new ServerOptions { Port = 0, GrpcPort = 0, MetricsPort = 0, HangFloor = TimeSpan.FromSeconds(1) };
        await using var server = await TangramServer.StartAsync(new ServerSetup(options) { Repository = models.Path, Cores = CpuAffinity.ProcessCores }, Ending);
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(1) };
        var poison = client.PostJsonAsync("v2/models/loop/infer", LoopModel.Request(ForEver));

        var others = Enumerable.Range(0, 4).Select(async _ =>
        {
            var answered = 0;
            for (; !poison.IsCompleted; answered++)
            {
                Assert.Equal("[24]", (await client.InferAsync("loop", LoopModel.Request(3)))["result"].GetProperty("data").GetRawText());
            }

            return answered;
        }).ToList();

        var error = await ErrorAsync(HttpStatusCode.InternalServerError, poison);
        Assert.EndsWith("died running this request, so it is not run again", error, StringComparison.Ordinal);
        Assert.All(await Task.WhenAll(others), answered => Assert.True(answered > 0));
        var metrics = new Uri(server.MetricsAddress, "metrics");
        Assert.Matches("tangram_worker_losses_total\\{[^}]*\\} 2\n", await client.GetStringAsync(metrics, Ending));
        Assert.Equal("[24]", (await client.InferAsync("loop", LoopModel.Request(3)))["result"].GetProperty("data").GetRawText());
    }
}
