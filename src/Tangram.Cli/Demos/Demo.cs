using System.Diagnostics;
using Tangram.Cli.Files;
using Tangram.Cli.Loads;
using Tangram.Cli.Serving;
using Tangram.Cli.Terminal;
using Tangram.Core.Accuracy;
using Tangram.Core.Applications;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Profiling;

namespace Tangram.Cli.Demos;

/// <summary>The whole story on this machine: profile, plan, serve, check, load.</summary>
/// <param name="applicationPath">The application, as the user named it.</param>
/// <param name="application">The same, loaded.</param>
/// <param name="cores">Cores to use.</param>
internal sealed class Demo(string applicationPath, Application application, IReadOnlyList<int> cores)
{
    private const double Reserve = 0.2;
    private static readonly TimeSpan HalfDuration = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan OverDuration = TimeSpan.FromSeconds(8);

    private readonly IReadOnlyList<LabelledItem> _pages = LabelledData.Read(application);

    /// <summary>Tells the story and answers with its figures.</summary>
    /// <param name="profileAnew">Whether to measure even if a profile of this machine is kept.</param>
    /// <param name="cancellation">Stops; nothing is left running.</param>
    public async Task<DemoReport> RunAsync(bool profileAnew, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        DemoStory.Open(application, MachineDescription.Line);
        using var use = new CpuUse(cores);
        var (profile, profileSeconds) = await DemoProfile.FindAsync(application, use, profileAnew, cancellation);
        var plan = ServingPlan.Make(application, profile, new ServedDemand(RequestsPerSecond: null, Reserve), cancellation);
        DemoStory.Planned(plan);

        using var folder = new TemporaryFolder();
        var planFile = folder.Write("plan.json", JsonFile.Write(plan));
        var profileFile = folder.Write("profile.json", JsonFile.Write(profile));
        string[] arguments = [applicationPath, "--plan", planFile, "--profile", profileFile, "--control", "off", "--cores", cores.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        await using var server = await ServerProcess.StartAsync(arguments, cancellation);
        DemoStory.Listening(server.Address, plan);

        var target = new Uri(server.Address, application.Name);
        var readings = await ReadAsync(target, plan, cancellation);
        DemoStory.Read(readings);
        var demand = plan.Applications[0].Demand;
        var half = await LoadAsync(target, demand * 0.5, HalfDuration, cancellation);
        var over = await LoadAsync(target, demand * 1.3, OverDuration, cancellation);
        DemoStory.Loaded(half, over);
        return Report(plan, readings, half, over, profileSeconds, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private async Task<IReadOnlyList<PageReading>> ReadAsync(Uri target, Plan plan, CancellationToken cancellation)
    {
        using var loop = new PlainLoop(application, plan, cores);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var reader = new PageReader(client, target, loop, Evaluated(plan));
        return await WorkProgress.RunAsync(Output.Remarks, "reading the pages", progress => reader.ReadAsync(_pages, progress, cancellation));
    }

    private CombinationAccuracy? Evaluated(Plan plan)
    {
        var file = application.Evaluation?.AccuracyFile;
        return file is not null && File.Exists(file)
            ? JsonFile.Read<AccuracyTable>(File.ReadAllText(file), file)
                .Find(PlainLoop.Choice(application, plan).ToDictionary(c => c.Key, c => c.Value?.Name, StringComparer.Ordinal))
            : null;
    }

    private async Task<LoadReport> LoadAsync(Uri target, double rate, TimeSpan duration, CancellationToken cancellation)
    {
        var objective = TimeSpan.FromMilliseconds(application.Objectives.LatencyMilliseconds);
        using var generator = new LoadGenerator(new LoadOptions(target, [.. _pages.Select(p => p.Body)], rate, duration, objective, Seed: 1));
        var title = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"load of {rate:F2} requests/s");
        var report = await WorkProgress.RunAsync(Output.Remarks, title, progress => generator.RunAsync(progress, cancellation));
        cancellation.ThrowIfCancellationRequested();
        return report;
    }

    private static DemoReport Report(Plan plan, IReadOnlyList<PageReading> readings, LoadReport half, LoadReport over, double profileSeconds, double totalSeconds)
    {
        var server = Percentiles.Of(readings.Select(r => r.ServerMilliseconds), 50);
        var loop = Percentiles.Of(readings.Select(r => r.LoopMilliseconds), 50);
        return new DemoReport(
            MachineDescription.Line,
            readings.Count,
            readings.Count(r => r.IsAsExpected),
            readings.Sum(r => r.Found.ExactLines) / (double)readings.Sum(r => r.Found.Lines),
            half.P50Ms,
            half.P99Ms,
            half.Attainment,
            server,
            loop,
            server / loop,
            plan.Applications[0].Demand,
            half,
            over,
            profileSeconds,
            totalSeconds,
            plan,
            readings);
    }
}
