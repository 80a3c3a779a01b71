using System.Net.Http.Json;
using System.Text.Json;
using Tangram.Cli.Demos;
using Tangram.Cli.Files;
using Tangram.Cli.Loads;
using Tangram.Cli.Serving;
using Tangram.Core.Applications;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Profiling;

namespace Tangram.EndToEnd.Tests.Control;

/// <summary>A server of the OCR example whose plan changes, with a profile that was made of one look at this machine.</summary>
internal sealed class ControlledServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly string[] _again;

    private ControlledServer(TemporaryFolder folder, string[] again, ServerProcess process, Application application)
    {
        (_folder, _again, Application) = (folder, again, application);
        Use(process);
    }

    public ServerProcess Process { get; private set; } = null!;

    public Application Application { get; }

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Where it keeps its plan and history.</summary>
    public string State { get; private init; } = string.Empty;

    public static CancellationToken Ending => TestContext.Current.CancellationToken;

    /// <summary>Starts it with a plan for a demand.</summary>
    /// <param name="accuracy">What stands in place of the example's accuracy objective.</param>
    /// <param name="demand">Requests per second.</param>
    /// <param name="arguments">Further ones.</param>
    public static Task<ControlledServer> StartAsync(string accuracy, double demand, params string[] arguments) =>
        StartAsync(text => text.Replace("accuracy: 0.95", accuracy, StringComparison.Ordinal), application => PlanFor(application, demand), arguments);

    /// <summary>Starts it.</summary>
    /// <param name="edit">What becomes of the example's file.</param>
    /// <param name="plan">What it starts with.</param>
    /// <param name="arguments">Further ones.</param>
    public static async Task<ControlledServer> StartAsync(Func<string, string> edit, Func<Application, Plan> plan, params string[] arguments)
    {
        var folder = new TemporaryFolder();
        var applicationPath = folder.Write("application.yaml", Elsewhere(edit(await File.ReadAllTextAsync(Path.Combine(ExampleApplication.Path, "application.yaml"), Ending))));
        var application = ApplicationFile.Load(applicationPath);
        var profile = await GlancedProfile.OfHalfCoresAsync();
        string[] files = [applicationPath, "--profile", folder.Write("profile.json", JsonFile.Write(profile)), "--plan", folder.Write("plan.json", JsonFile.Write(plan(application)))];
        arguments = [.. arguments, "--state", Path.Combine(Path.GetDirectoryName(files[^1])!, "state")];
        var process = await ServerProcess.StartAsync([.. files, .. arguments], Ending);
        return new ControlledServer(folder, [.. files.Take(3), .. arguments], process, application) { State = arguments[^1] };
    }

    /// <summary>Kills it and starts it as it was started, but without a plan.</summary>
    public async Task KillAndRestartAsync()
    {
        using (var process = System.Diagnostics.Process.GetProcessById(Process.Id))
        {
            process.Kill();
            await process.WaitForExitAsync(Ending);
        }

        Client.Dispose();
        await Process.DisposeAsync();
        Use(await ServerProcess.StartAsync(_again, Ending));
    }

    private void Use(ServerProcess process) =>
        (Process, Client) = (process, new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromMinutes(1) });

    /// <summary>The plan for a demand.</summary>
    public static Plan PlanFor(Application application, double demand, double reserve = 0) => ServingPlan.Make(application, GlancedProfile.OfHalfCores!, new ServedDemand(demand, reserve), Ending);

    /// <summary>The largest demand that there is a plan for.</summary>
    public static double Largest(Application application) => ServingPlan.Make(application, GlancedProfile.OfHalfCores!, new ServedDemand(null, Reserve: 0), Ending).Applications[0].Demand;

    public async Task<JsonElement> StatusAsync() => await Client.GetFromJsonAsync<JsonElement>("tangram/plan", Ending);

    public async Task<JsonElement> AskAsync(object request, bool dryRun = false)
    {
        using var answer = await Client.PostAsJsonAsync($"tangram/plan?dryRun={(dryRun ? "true" : "false")}", request, JsonFile.Options, Ending);
        var said = await answer.Content.ReadAsStringAsync(Ending);
        Assert.True(answer.IsSuccessStatusCode, said);
        return JsonSerializer.Deserialize<JsonElement>(said);
    }

    public async Task<LoadReport> LoadAsync(double rate, double seconds)
    {
        ReadOnlyMemory<byte>[] pages = [OcrServer.Page("01"), OcrServer.Page("02"), OcrServer.Page("03")];
        using var generator = new LoadGenerator(new LoadOptions(new Uri(Process.Address, "ocr"), pages, rate, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(6), Seed: 5));
        return await generator.RunAsync(new Progress<WorkStep>(), Ending);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
        _folder.Dispose();
    }

    // Models and pages lie beside the example's file; whether a busy machine makes its deadlines is not asked here.
    internal static string Elsewhere(string application) => application
        .Replace("latencyMilliseconds: 2000", "latencyMilliseconds: 6000", StringComparison.Ordinal)
        .Replace("data: pages", $"data: {Path.Combine(ExampleApplication.Path, "pages")}", StringComparison.Ordinal)
        .Replace("accuracyFile: ", $"accuracyFile: {ExampleApplication.Path}/", StringComparison.Ordinal)
        .Replace("../..", Path.GetFullPath(Path.Combine(ExampleApplication.Path, "..", "..")), StringComparison.Ordinal);
}
