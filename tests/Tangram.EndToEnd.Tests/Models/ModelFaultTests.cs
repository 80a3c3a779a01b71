using System.Diagnostics;
using System.Net;
using Tangram.Cli.Demos;
using Tangram.TestKit.Onnx;
using static Tangram.EndToEnd.Tests.Models.HttpCalls;

namespace Tangram.EndToEnd.Tests.Models;

/// <summary>What must hold for models of a repository when things go wrong under load.</summary>
[Collection("one server at a time")]
public sealed class ModelFaultTests : IDisposable
{
    private const string Path = "v2/models/loop/infer";

    // Long enough that requests are on their way when something happens, and far from what a busy machine's watchdog takes for a hang.
    private const int Slow = 30_000;

    private readonly ModelFolder _models = new ModelFolder()
        .With("loop", LoopModel.Bytes, "instance_group { count: 2 }")
        .With("broken", LoopModel.Bytes[..60]);

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public void Dispose() => _models.Dispose();

    [Fact]
    public async Task A_model_that_cannot_be_loaded_keeps_no_other_from_being_served()
    {
        await using var server = await StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };

        using var listed = await client.PostJsonAsync("v2/repository/index", "{}");
        var index = (await ReadAsync(listed)).EnumerateArray().ToDictionary(m => m.GetProperty("name").GetString()!);

        Assert.Equal(("READY", "UNAVAILABLE"), (index["loop"].GetProperty("state").GetString(), index["broken"].GetProperty("state").GetString()));
        Assert.Contains("model.onnx", index["broken"].GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("v2/health/ready", Ending)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("v2/health/live", Ending)).StatusCode);
        Assert.Equal("[24]", (await client.InferAsync("loop", LoopModel.Request(3)))["result"].GetProperty("data").GetRawText());
        Assert.StartsWith("failed to load 'broken': ", await ErrorAsync(HttpStatusCode.BadRequest, client.PostJsonAsync("v2/repository/models/broken/load", "{}")));
    }

    [Fact]
    public async Task Killing_workers_under_load_loses_no_request()
    {
        await using var server = await StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(1) };
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ending);
        var answered = new int[6];
        var clients = answered.Select((_, n) => AskAsync(client, n % 3 == 0 ? Slow : 3, () => Interlocked.Increment(ref answered[n]), enough.Token)).ToList();

        // Each of the first workers, then a successor; never the same request's second worker, since what ran at the last kill has been answered by then.
        var killed = new HashSet<int>();
        for (var kill = 0; kill < 3; kill++)
        {
            await Until.HoldsAsync(() => OcrServer.WorkersOf(server.Id) is { Count: 2 } workers && workers.Except(killed).Any());
            var victim = OcrServer.WorkersOf(server.Id).Except(killed).First();
            killed.Add(victim);
            Process.GetProcessById(victim).Kill();
            var before = answered.ToArray();
            await Until.HoldsAsync(() => answered.Zip(before).All(counts => counts.First > counts.Second));
        }

        await Until.HoldsAsync(async () => (await client.GetAsync("v2/models/loop/ready", Ending)).IsSuccessStatusCode);
        await enough.CancelAsync();
        await Task.WhenAll(clients);
    }

    [Fact]
    public async Task A_server_told_to_end_under_load_answers_what_it_accepted()
    {
        await using var server = await StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(1) };
        var accepted = Enumerable.Range(0, 8).Select(_ => client.PostJsonAsync(Path, LoopModel.Request(Slow))).ToList();
        await Until.HoldsAsync(async () => (await client.GetStringAsync(server.MetricsAddress, Ending)).Contains("tangram_requests_in_flight 8", StringComparison.Ordinal) || accepted.Any(a => a.IsCompleted));

        var ended = server.TerminateAsync(Ending);

        // Those that were not there yet may be refused, but not left without an answer.
        foreach (var answer in await Task.WhenAll(accepted))
        {
            Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Ending)}");
        }

        Assert.Equal(0, await ended);
    }

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(["--model-repository", _models.Path], Ending);

    private static async Task AskAsync(HttpClient client, int times, Action answered, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            using var response = await client.PostJsonAsync(Path, LoopModel.Request(times));
            await ReadAsync(response);
            answered();
        }
    }
}
