using System.Diagnostics;
using System.Globalization;
using Tangram.Cli.Files;
using Tangram.Cli.Loads;
using Tangram.Cli.Serving;
using Tangram.Cli.Terminal;
using Tangram.Core.Applications;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Profiling;

namespace Tangram.Cli.Demos.Days;

/// <summary>A day in two minutes: demand rises and falls, and the plan that serves it with it.</summary>
/// <param name="applicationPath">The application, as the user named it.</param>
/// <param name="application">The same, loaded.</param>
/// <param name="cores">Cores to use.</param>
/// <param name="options">How the day is told.</param>
internal sealed class DayDemo(string applicationPath, Application application, IReadOnlyList<int> cores, DayOptions options)
{
    private const int WarmUps = 3;

    // An hour of few seconds has few requests: what they say is believed at once and planned for with room, since certainty would come after the rise. What twenty batches say
    // of the machine's speed is not: cores that rested run slower for a second than they do for hours, and a plan that flees from what was seen to run slowly meets it elsewhere.
    private const double Headroom = 1;

    // The load and the front end take from the same cores, and what is measured beside one busy neighbour runs slower beside several.
    private const double ServedReserve = 0.35;
    private const double Noise = 1;
    private const int Points = 4;
    private static readonly string[] Control = ["--estimator", $"mean:points={Text(Points)}", "--noise", Text(Noise), "--headroom", Text(Headroom), "--drift", "3"];

    private readonly IReadOnlyList<LabelledItem> _pages = LabelledData.Read(application);
    private readonly DayClock _clock = new(options.Length);

    /// <summary>Tells the story and answers with its figures.</summary>
    /// <param name="cancellation">Stops; nothing is left running.</param>
    public async Task<DayReport> RunAsync(CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        DemoStory.Open(application, MachineDescription.Line);
        using var use = new CpuUse(cores, options.SlicesPerCore);
        var (profile, profileSeconds) = await DemoProfile.FindAsync(application, use, options.ProfilesAnew, cancellation);
        var peak = ServingPlan.Make(application, profile, new ServedDemand(RequestsPerSecond: null, options.Reserve), cancellation);
        var peakPerSecond = peak.Applications[0].Demand;
        var instants = DayArrivals.Of(_clock, peakPerSecond, options.Seed);
        var days = StaticDays(profile, peak, instants, cancellation);
        DayStory.Planned(days, _clock, peakPerSecond, instants.Count);

        using var folder = new TemporaryFolder();
        var profileFile = folder.Write("profile.json", JsonFile.Write(profile));
        await using var server = await ServerProcess.StartAsync(Arguments(profileFile, WantedFor(peakPerSecond * DayCurve.At(0))), cancellation);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await WarmUpAsync(client, server.Address, cancellation);
        var watch = new DayWatch(client, server.Address, _clock, peakPerSecond);
        using var generator = new LoadGenerator(Load(server.Address, instants));
        var load = await ServeAsync(watch, generator, cancellation);
        return Report(profile, peak, days, load, generator.Samples, watch) with
        {
            ProfileSeconds = profileSeconds,
            TotalSeconds = Stopwatch.GetElapsedTime(begun).TotalSeconds,
        };
    }

    // What the server would plan for by itself, had it seen as many come.
    private static double WantedFor(double perSecond) => (perSecond * (1 + Headroom)) + (Noise * Math.Sqrt(perSecond / Points));

    private IReadOnlyList<StaticDay> StaticDays(ProfileTable profile, Plan peak, IReadOnlyList<TimeSpan> instants, CancellationToken cancellation)
    {
        var days = new StaticDays(application, profile, DayArrivals.AsTrace(instants, _clock));
        var mean = days.PlanFor(peak.Applications[0].Demand * DayCurve.Mean, options.Reserve, cancellation);
        return [days.Of("mean", mean, options.Seed, cancellation), days.Of("peak", peak, options.Seed, cancellation)];
    }

    // Parts of cores are measured beside busy neighbours, so no slowdown is to be foretold; what is kept for the next start is of no use here.
    private string[] Arguments(string profile, double demand) =>
    [
        applicationPath, "--profile", profile, "--state", Path.GetDirectoryName(profile)!, "--cores", Text(cores.Count), "--demand", Text(demand), "--prediction", "none", "--reserve", Text(ServedReserve), "--hold", Text(Math.Max(1, _clock.Hour.TotalSeconds)), .. Control,
    ];

    private async Task WarmUpAsync(HttpClient client, Uri server, CancellationToken cancellation)
    {
        foreach (var page in _pages.Take(WarmUps))
        {
            using var content = new ReadOnlyMemoryContent(page.Body);
            using var answer = await client.PostAsync(new Uri(server, application.Name), content, cancellation);
        }
    }

    private LoadOptions Load(Uri server, IReadOnlyList<TimeSpan> instants) => new(
        new Uri(server, application.Name),
        [.. _pages.Select(p => p.Body)],
        instants.Count / _clock.Length.TotalSeconds,
        _clock.Length,
        TimeSpan.FromMilliseconds(application.Objectives.LatencyMilliseconds),
        options.Seed)
    {
        Instants = instants,
    };

    private static async Task<LoadReport> ServeAsync(DayWatch watch, LoadGenerator generator, CancellationToken cancellation)
    {
        var load = await WorkProgress.RunAsync(Output.Remarks, "the day", async progress =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var watching = watch.RunAsync(Stopwatch.GetTimestamp(), stop.Token);
            var loading = generator.RunAsync(new DayProgress(progress, watch), stop.Token);
            if (await Task.WhenAny(watching, loading) == watching && watching.IsFaulted)
            {
                await stop.CancelAsync();
            }

            await Task.WhenAll(watching, loading);
            return await loading;
        });
        cancellation.ThrowIfCancellationRequested();
        return load;
    }

    private DayReport Report(
        ProfileTable profile, Plan peak, IReadOnlyList<StaticDay> days, LoadReport load, IReadOnlyCollection<LoadSample> requests, DayWatch watch) => new(
        MachineDescription.Line,
        application.Name,
        _clock.Length.TotalSeconds,
        options.Seed,
        profile.SlicesPerCore,
        peak.SlicesAvailable,
        peak.Applications[0].Demand,
        peak.Applications[0].Demand * DayCurve.Mean,
        load.Attainment,
        load.Lost,
        watch.Samples.Average(s => s.Slices),
        peak.Slices,
        watch.Changes.Count,
        DaySummary.Accuracy(requests, watch.Samples),
        load,
        days,
        watch.Changes,
        DaySummary.Hours(_clock, requests, watch.Samples, watch.Changes),
        watch.Samples,
        ProfileSeconds: 0,
        TotalSeconds: 0);

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
