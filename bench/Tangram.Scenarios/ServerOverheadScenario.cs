using System.Globalization;
using Tangram.Cli.Demos;
using Tangram.Cli.Files;
using Tangram.Cli.Serving;
using Tangram.Core.Files;
using Tangram.Devices.Cpu;
using Tangram.Profiling;

namespace Tangram.Scenarios;

/// <summary>What serving costs over the same models and operators in a plain loop, page by page in turn, and the server's memory at rest.</summary>
internal static class ServerOverheadScenario
{
    private const double OverheadLimit = 1.10;
    private const double ServerMemoryLimitMiB = 300;

    /// <summary>Runs the scenario.</summary>
    /// <returns>Whether every target was met.</returns>
    public static async Task<bool> RunAsync()
    {
        var checks = new Checks();
        var application = ApplicationFile.Load(ExampleApplication.Path);
        var cores = CpuAffinity.ProcessCores;
        using var use = new CpuUse(cores);
        var (profile, plan) = await ServingPlan.FindAsync(application, use, null, null, new ServedDemand(RequestsPerSecond: null, Reserve: 0.2), CancellationToken.None);
        using var folder = new TemporaryFolder();
        string[] arguments = [ExampleApplication.Path, "--plan", folder.Write("plan.json", JsonFile.Write(plan)), "--profile", folder.Write("profile.json", JsonFile.Write(profile)), "--control", "off"];
        await using var server = await ServerProcess.StartAsync(arguments, CancellationToken.None);
        checks.AtMost("server at rest, before the first request", ResidentMiB(server.Id), ServerMemoryLimitMiB, "MiB");

        using var loop = new PlainLoop(application, plan, cores);
        using var client = new HttpClient();
        var reader = new PageReader(client, new Uri(server.Address, application.Name), loop, evaluated: null);
        var readings = await reader.ReadAsync(LabelledData.Read(application), new Progress<WorkStep>(), CancellationToken.None);
        var (served, plain) = (Percentiles.Of(readings.Select(r => r.ServerMilliseconds), 50), Percentiles.Of(readings.Select(r => r.LoopMilliseconds), 50));
        Checks.Tell($"a page through the idle server, median of {readings.Count.ToString(CultureInfo.InvariantCulture)}", served, "ms");
        Checks.Tell("the same models and operators on the same cores in a plain loop", plain, "ms");
        checks.AtMost("ratio", served / plain, OverheadLimit, "");
        Checks.Tell("ratio page by page, median", Percentiles.Of(readings.Select(r => r.ServerMilliseconds / r.LoopMilliseconds), 50), "");
        checks.AtMost("server at rest, after the pages", ResidentMiB(server.Id), ServerMemoryLimitMiB, "MiB");
        return checks.Passed;
    }

    private static double ResidentMiB(int process)
    {
        var line = File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
