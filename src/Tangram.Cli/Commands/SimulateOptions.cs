using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Cli.Plans;
using Tangram.Cli.Simulations;
using Tangram.Core.Catalogs;
using Tangram.Simulation.Arrivals;
using Tangram.Simulation.FanOuts;
using Tangram.Simulation.Interference;

namespace Tangram.Cli.Commands;

/// <summary>What <c>tangram simulate</c> can be told.</summary>
internal sealed class SimulateOptions
{
    public Option<string> Plan { get; } = new("--plan") { Description = "the plan to simulate", HelpName = "FILE", Required = true };

    public Option<string[]> Application { get; } = new("--application") { Description = "application.yaml, or the folder that holds it; may be given several times; default: the OCR example", HelpName = "FILE|DIR", DefaultValueFactory = _ => [ExampleApplication.Path] };

    public Option<string[]> Profile { get; } = Texts("--profile", "measured profile; one for each application or device model; default: where 'tangram profile' writes it", "FILE");

    public Option<int?> SlicesPerCore { get; } = Options.SlicesPerCore("as the profile was measured");

    public Option<string[]> Trace { get; } = Texts("--trace", "requests as a trace holds them; one for each application", "[APP=]FILE");

    public Option<string> Arrivals { get; } = Named("--arrivals", "how requests come", ArrivalCatalog.Patterns, "poisson");

    public Option<string[]> Rate { get; } = Texts("--rate", "mean requests per second: of every application, or of one by its name; a trace is stretched to it; default: the plan's demand, or as the trace is", "R|APP=R");

    public Option<string?> Duration { get; } = Time("--duration", "how long requests come, such as 90, 10m or 1h; 60 s unless given, for traces the longest");

    public Option<string?> WarmUp { get; } = Time("--warm-up", "requests of this time from the start on count in no figure; a tenth of the duration unless given, for traces 0");

    public PolicyOptions Policies { get; } = new();

    public Option<string> FanOut { get; } = Named("--fan-out", "how items that go on vary around their averages", FanOutCatalog.Distributions, "poisson");

    public Option<string> Interference { get; } = Named("--interference", "how segments of a device slow each other down", InterferenceCatalog.Laws, "none");

    public Option<string?> Observations { get; } = new("--observations") { Description = "segments slow each other down as in this recording of 'tangram profile --colocate', instead of by a law", HelpName = "FILE" };

    public PredictionOptions Prediction { get; } = new("none");

    public Option<double> Noise { get; } = new("--noise") { Description = "standard deviation of the logarithm of run times, beyond the profile's spread; 0 unless given", HelpName = "S", DefaultValueFactory = _ => 0 };

    public Option<string[]> Fail { get; } = Texts("--fail", "a process of a segment dies at a time and is back after another; may be given several times", "SEGMENT[/PROCESS]@SECONDS:SECONDS");

    public Option<string[]> Change { get; } = Texts("--change", "another plan takes over at a time; may be given several times", "PLAN@SECONDS");

    public Option<string?> LoadTime { get; } = Time("--load-time", "how long a process that a change starts takes to load its model; 2 s unless given");

    public Option<ulong> Seed { get; } = new("--seed") { Description = "seed of the first replication; 1 unless given", HelpName = "N", DefaultValueFactory = _ => 1 };

    public Option<int?> Replications { get; } = new("--replications") { Description = "runs with ascending seeds; 1 unless given, 5 with --compare", HelpName = "N" };

    public Option<string?> Compare { get; } = new("--compare") { Description = "policies and predictions to compare on the same requests, such as elsa,least-loaded+knee, dispatch=elsa,dispatch=fifs or elsa+none,elsa+best", HelpName = "A,B,…" };

    public Option<string?> Log { get; } = new("--log") { Description = "write the decision log of the first run to FILE; 'tangram replay' reads it", HelpName = "FILE" };

    public Option<string?> Json { get; } = Options.Json();

    public Option<string?> Html { get; } = new("--html") { Description = "write a page with charts to FILE", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Plan, Application, Profile, SlicesPerCore, Trace, Arrivals, Rate, Duration, WarmUp })
        {
            command.Options.Add(option);
        }

        Policies.AddTo(command);
        Prediction.AddTo(command);
        foreach (var option in new Option[] { FanOut, Interference, Observations, Noise, Fail, Change, LoadTime, Seed, Replications, Compare, Log, Json, Html })
        {
            command.Options.Add(option);
        }

        Options.Require(Noise, s => s is >= 0 and <= 10, "a number from 0 to 10");
        Options.Require(Replications, n => n is null or (>= 1 and <= 10_000), "a whole number from 1 to 10000");
        Rate.Validators.Add(result =>
        {
            try
            {
                DemandChoice.Parse([.. result.Tokens.Select(t => t.Value)], "--rate");
            }
            catch (FormatException fault)
            {
                result.AddError(fault.Message);
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(Observations) is { Implicit: false } && result.GetResult(Interference) is { Implicit: false })
            {
                result.AddError("--observations and --interference exclude each other; give one of them");
            }

            if (result.GetResult(Trace) is { Implicit: false } && result.GetResult(Arrivals) is { Implicit: false })
            {
                result.AddError("--trace and --arrivals exclude each other; give one of them");
            }
        });
    }

    /// <summary>A time that was given, or null.</summary>
    public static TimeSpan? TimeOf(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { } text ? TimeText.Parse(text, option.Name) : null;

    private static Option<string[]> Texts(string name, string description, string text) => new(name) { Description = description, HelpName = text, DefaultValueFactory = _ => [] };

    private static Option<string?> Time(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "SECONDS" };
        Options.Require(option, t => t is null || TimeText.TryParse(t, out _), TimeText.Right);
        return option;
    }

    private static Option<string> Named<TRole>(string name, string description, Catalog<TRole> catalog, string fallback)
        where TRole : class
    {
        var option = new Option<string>(name) { Description = $"{description}: {string.Join(", ", catalog.Names)}; settings after a colon, as in name:key=value; {fallback} unless given", HelpName = "NAME", DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            try
            {
                _ = catalog.Create(result.GetValueOrDefault<string>() ?? fallback);
            }
            catch (Exception fault) when (fault is ArgumentException or FormatException)
            {
                result.AddError($"{name}: {fault.Message.Split(" (Parameter")[0]}");
            }
        });
        return option;
    }
}
