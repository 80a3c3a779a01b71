using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Tangram.Cli.Demos;
using Tangram.Cli.Files;
using Tangram.Cli.Loads;
using Tangram.EndToEnd.Tests.Control;
using Tangram.Profiling;
using Tangram.Protocol.Worker;
using Tangram.TestKit.Gpus;

namespace Tangram.EndToEnd.Tests.Gpus;

/// <summary>A server of the OCR example on a GPU that is a file, which keeps its profile, plan and history beside that file.</summary>
internal sealed class GpuServer : IAsyncDisposable
{
    // One variant of each task is enough, and makes short work of the profile.
    private static readonly string[] LeftOut = ["det-320", "det-640", "det-960", "rec-160", "rec-320"];
    private readonly FakeGpus _gpus;
    private readonly ServerProcess _process;
    private readonly HttpClient _client;

    private GpuServer(FakeGpus gpus, ServerProcess process) =>
        (_gpus, _process, _client) = (gpus, process, new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromMinutes(1) });

    public int Id => _process.Id;

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    /// <summary>Starts it. Nothing is refused or dropped for its deadline, which a busy machine may not make.</summary>
    public static async Task<GpuServer> StartAsync(FakeGpus gpus, params string[] arguments)
    {
        var application = Path.Combine(gpus.Folder, "application.yaml");
        var example = await File.ReadAllLinesAsync(Path.Combine(ExampleApplication.Path, "application.yaml"), Ending);
        await File.WriteAllTextAsync(application, ControlledServer.Elsewhere(string.Join('\n', example.Where(l => !LeftOut.Any(l.Contains)))), Ending);
        var environment = new Dictionary<string, string>(gpus.Environment)
        {
            [GpuRehearsal.Variable] = "cpu",
            ["PATH"] = $"{gpus.Folder}:{Environment.GetEnvironmentVariable("PATH")}",
            ["XDG_CACHE_HOME"] = gpus.Folder,
        };
        string[] all = [application, "--gpus", "0", "--yes", "--control", "manual", "--verify", "0.01", "--admission", "every", "--drop", "never", "--state", Path.Combine(gpus.Folder, "state"), .. arguments];
        return new GpuServer(gpus, await ServerProcess.StartAsync(all, Ending, environment));
    }

    /// <summary>The text of a page.</summary>
    public async Task<string> ReadAsync()
    {
        using var page = new ByteArrayContent(OcrServer.Page("01"));
        using var answer = await _client.PostAsync("ocr", page, Ending);
        return await answer.Content.ReadAsStringAsync(Ending);
    }

    public async Task<LoadReport> LoadAsync(double rate, double seconds)
    {
        using var generator = new LoadGenerator(new LoadOptions(new Uri(_process.Address, "ocr"), [OcrServer.Page("01")], rate, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(6), Seed: 5));
        return await generator.RunAsync(new Progress<WorkStep>(), Ending);
    }

    /// <summary>Asks for a demand that takes more segments than there are, however fast this machine is just now.</summary>
    public async Task GrowAsync()
    {
        var before = (await SegmentsAsync()).Count;
        for (var demand = 1.0; (await SegmentsAsync()).Count == before; demand *= 1.5)
        {
            using var answer = await _client.PostAsJsonAsync("tangram/plan", new { demand }, Ending);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ending));
        }
    }

    /// <summary>The GPU is cut into the segments of the plan and no others, and on each runs one worker, which sees it alone.</summary>
    public async Task IsAsCutAsync()
    {
        var segments = await SegmentsAsync();
        Assert.Equal(segments.Select(s => s.GetProperty("start").GetInt32()).Order(), _gpus.Layout.Select(l => int.Parse(l.Split(' ')[5])).Order());
        Assert.All(segments, s => Assert.StartsWith("1g.", s.GetProperty("segmentType").GetString(), StringComparison.Ordinal));
        var seen = OcrServer.WorkersOf(Id).Select(DevicesOf).ToList();
        Assert.Equal(segments.Count, seen.Distinct().Count(d => d.StartsWith("MIG-", StringComparison.Ordinal)));
        Assert.Equal(segments.Count, seen.Count);
    }

    /// <summary>Kills it.</summary>
    public async Task KillAsync()
    {
        using var process = Process.GetProcessById(Id);
        process.Kill();
        await process.WaitForExitAsync(Ending);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    private static string DevicesOf(int process) =>
        File.ReadAllText($"/proc/{process}/environ").Split('\0').FirstOrDefault(v => v.StartsWith("CUDA_VISIBLE_DEVICES=", StringComparison.Ordinal))?.Split('=')[1] ?? string.Empty;

    private async Task<IReadOnlyList<JsonElement>> SegmentsAsync() =>
        [.. (await _client.GetFromJsonAsync<JsonElement>("tangram/plan", Ending)).GetProperty("segments").EnumerateArray()];
}
