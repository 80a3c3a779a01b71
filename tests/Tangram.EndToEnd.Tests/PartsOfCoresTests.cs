using System.Text.Json;
using Tangram.Cli.Demos;
using Tangram.Cli.Files;
using Tangram.Cli.Serving;
using Tangram.Core.Files;
using Tangram.Devices.Cpu;

namespace Tangram.EndToEnd.Tests;

/// <summary>Segments that are parts of a core: measured, planned and served as such.</summary>
[Collection("one server at a time")]
public sealed class PartsOfCoresTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_tasks_share_one_core_and_answer()
    {
        using var folder = new TemporaryFolder();
        var core = CpuAffinity.ProcessCores[0];
        var profile = await GlancedProfile.OfOneCutCoreAsync();
        var plan = ServingPlan.Make(ApplicationFile.Load(ExampleApplication.Path), profile, new ServedDemand(RequestsPerSecond: 0.1, Reserve: 0.2), Ending);
        string[] arguments = [ExampleApplication.Path, "--cores", "1", "--profile", folder.Write("profile.json", JsonFile.Write(profile)), "--plan", folder.Write("plan.json", JsonFile.Write(plan)), "--admission", "every", "--drop", "never"];

        await using var server = await ServerProcess.StartAsync(arguments, Ending);
        using var client = new HttpClient { BaseAddress = server.Address };
        using var page = new ByteArrayContent(OcrServer.Page("01"));
        using var answer = await client.PostAsync("ocr", page, Ending);
        var text = await answer.Content.ReadAsStringAsync(Ending);

        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.Equal(OcrServer.Lines("01"), JsonDocument.Parse(text).RootElement.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("text").GetString()!));
        Assert.Equal((2, 2L, 2), (plan.Slices, plan.SlicesAvailable, plan.Placements.Count));
        Assert.All(plan.Instances, i => Assert.Equal("0.5c", i.Profile));
        var workers = OcrServer.WorkersOf(server.Id);
        Assert.Equal(2, workers.Count);
        Assert.All(workers, w => Assert.Contains($"Cpus_allowed_list:\t{core}\n", File.ReadAllText($"/proc/{w}/status"), StringComparison.Ordinal));
    }
}
