using System.Diagnostics;
using Tangram.Cli.Demos;
using Tangram.Cli.Files;
using Tangram.Cli.Loads;
using Tangram.Cli.Serving;
using Tangram.Core.Files;
using Tangram.Profiling;

namespace Tangram.EndToEnd.Tests;

/// <summary>What must hold when things go wrong under load.</summary>
[Collection("one server at a time")]
public sealed class FaultTests(OcrServer server) : IClassFixture<OcrServer>
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_workers_under_load_loses_no_request()
    {
        var load = LoadAsync(server.Process, rate: 1.5, seconds: 12);
        var killed = new HashSet<int>();

        // Each of the first workers once, then one of their successors.
        for (var kill = 0; kill < 3; kill++)
        {
            await Until.HoldsAsync(() => OcrServer.WorkersOf(server.Process.Id).Except(killed).Any());
            var victim = OcrServer.WorkersOf(server.Process.Id).Except(killed).First();
            killed.Add(victim);
            Process.GetProcessById(victim).Kill();
        }

        var report = await load;
        Assert.Equal(0, report.Lost);
        Assert.Equal(0, report.Failed);
        Assert.Equal(report.Sent, report.InTime + report.Late + report.Refused + report.Dropped);
        Assert.True(report.InTime + report.Late > 0, "nothing was answered");
        await Until.HoldsAsync(() => OcrServer.WorkersOf(server.Process.Id).Count == 2);
    }

    [Fact]
    public async Task Overload_is_refused_and_every_request_is_answered_one_way_or_the_other()
    {
        var report = await LoadAsync(server.Process, rate: 40, seconds: 4);

        Assert.Equal(0, report.Lost);
        Assert.Equal(0, report.Failed);
        Assert.Equal(report.Sent, report.InTime + report.Late + report.Refused + report.Dropped);
        Assert.True(report.Refused > report.Sent / 2, $"{report.Refused} of {report.Sent} refused");

        // How much it answers meanwhile is the machine's; but it let something in, and goes on as it was.
        Assert.True(report.Refused < report.Sent, "nothing was let in");
        using var page = new ByteArrayContent(OcrServer.Page("01"));
        using var answer = await server.Client.PostAsync("ocr", page, Ending);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ending));
    }

    [Fact]
    public async Task A_server_told_to_end_answers_what_it_accepted_and_leaves_nothing_running()
    {
        using var folder = new TemporaryFolder();
        var files = await PlannedAsync(folder);
        await using var own = await ServerProcess.StartAsync(files, Ending);
        var workers = OcrServer.WorkersOf(own.Id);
        using var client = new HttpClient { BaseAddress = own.Address };
        var accepted = Enumerable.Range(0, 2).Select(_ => client.PostAsync("ocr", new ByteArrayContent(OcrServer.Page("02")), Ending)).ToArray();
        await Until.HoldsAsync(async () => (await client.GetStringAsync(own.MetricsAddress, Ending)).Contains("tangram_requests_in_flight 2", StringComparison.Ordinal));

        var exitCode = await own.TerminateAsync(Ending);

        Assert.All(await Task.WhenAll(accepted), a => Assert.True(a.IsSuccessStatusCode));
        Assert.Equal(0, exitCode);
        Assert.Equal(2, workers.Count);
        Assert.All(workers, w => Assert.False(Directory.Exists($"/proc/{w}"), $"worker {w} is still there"));
    }

    [Fact]
    public async Task A_server_whose_log_finds_the_disk_full_serves_and_starts_again_with_the_same_plan()
    {
        using var folder = new TemporaryFolder();
        var files = await PlannedAsync(folder);

        for (var start = 0; start < 2; start++)
        {
            await using var own = await ServerProcess.StartAsync([.. files, "--log", "/dev/full"], Ending);
            using var client = new HttpClient { BaseAddress = own.Address };
            using var page = new ByteArrayContent(OcrServer.Page("01"));
            using var answer = await client.PostAsync("ocr", page, Ending);

            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ending));
            Assert.Equal(0, await own.TerminateAsync(Ending));
            Assert.Contains("Decisions are not written to /dev/full any more: No space left on device", own.Said, StringComparison.Ordinal);
        }
    }

    // A plan and a profile that are read back from files, as an operator of a machine has them. Whether a busy machine makes the
    // deadlines is not asked here, so that nothing is refused or dropped for them.
    private static async Task<IReadOnlyList<string>> PlannedAsync(TemporaryFolder folder)
    {
        var profile = await GlancedProfile.OfWholeCoresAsync();
        var plan = ServingPlan.Make(ApplicationFile.Load(ExampleApplication.Path), profile, new ServedDemand(RequestsPerSecond: 0.1, Reserve: 0.2), Ending);
        return [ExampleApplication.Path, "--profile", folder.Write("profile.json", JsonFile.Write(profile)), "--plan", folder.Write("plan.json", JsonFile.Write(plan)), "--admission", "every", "--drop", "never", "--control", "off"];
    }

    private static async Task<LoadReport> LoadAsync(ServerProcess server, double rate, double seconds)
    {
        byte[][] pages = [OcrServer.Page("01"), OcrServer.Page("02"), OcrServer.Page("03")];
        using var generator = new LoadGenerator(new LoadOptions(
            new Uri(server.Address, "ocr"), [.. pages.Select(p => (ReadOnlyMemory<byte>)p)], rate, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(2), Seed: 3));
        return await generator.RunAsync(new Progress<WorkStep>(), Ending);
    }
}
