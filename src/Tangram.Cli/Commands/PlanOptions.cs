using System.CommandLine;
using Tangram.Cli.Exports;
using Tangram.Cli.Files;
using Tangram.Cli.Plans;
using Tangram.Planning.Solvers;

namespace Tangram.Cli.Commands;

/// <summary>What <c>tangram plan</c> can be told.</summary>
internal sealed class PlanOptions
{
    public Option<string[]> Application { get; } = new("--application") { Description = "application.yaml, or the folder that holds it; may be given several times; default: the OCR example", HelpName = "FILE|DIR", DefaultValueFactory = _ => [ExampleApplication.Path] };

    public Option<string[]> Profile { get; } = Texts("--profile", "measured profile; one for each application or device model; default: where 'tangram profile' writes it", "FILE");

    public Option<string?> Inventory { get; } = new("--inventory") { Description = "the devices there are", HelpName = "FILE" };

    public Option<string[]> Gpu { get; } = Texts("--gpu", "a GPU model there is, and how many, 1 unless given; may be given several times", "NAME[=COUNT]");

    public Option<string[]> Demand { get; } = Texts("--demand", "requests per second to plan for: of every application, or of one by its name; default: as the application's file says", "R|APP=R");

    public Option<bool> MaxDemand { get; } = new("--max-demand") { Description = "plan for the largest demand there is a plan for: of one application (its default without --demand), or the largest common factor of several" };

    public Option<string> Planner { get; } = new("--planner") { Description = "who plans; 'tangram planners' lists them", HelpName = "NAME", DefaultValueFactory = _ => "exact" };

    public Option<string> Objective { get; } = OneOf("--objective", "what is minimised first: devices or slices; devices unless given", "devices", "slices");

    public Option<double> QueueingFactor { get; } = new("--queueing-factor") { Description = "how many times its latency a batch is counted, for waiting and running; at least 1", HelpName = "Q", DefaultValueFactory = _ => 2 };

    public Option<double> Reserve { get; } = new("--reserve") { Description = "fraction of each segment's throughput to leave free; 0 up to, not including, 1", HelpName = "F", DefaultValueFactory = _ => 0 };

    public Option<string> Siblings { get; } = OneOf("--siblings", "whether items of one request wait for each other or spread over segments; wait on the CPU, spread on GPUs unless given", "wait", "spread");

    public Option<string> Variants { get; } = OneOf("--variants", "whether a task runs one variant, or two where that is better; one where siblings wait, mixed where they spread unless given", "one", "mixed");

    public Option<bool> NoSharing { get; } = new("--no-sharing") { Description = "give every task instances of its own, also where a common profile would let tasks share them" };

    public Option<string[]> Setting { get; } = Texts("--setting", "a setting of the planner, such as time-limit=10 of milp", "KEY=VALUE");

    public Option<string[]> Pin { get; } = Texts("--pin", "a variant that a task must run; several for one task: any of them", "APP/TASK=VARIANT");

    public Option<string[]> Forbid { get; } = Texts("--forbid", "a variant that may not run, in no task or in one", "[APP/TASK=]VARIANT");

    public Option<string[]> ForbidSegment { get; } = Texts("--forbid-segment", "a partition profile that may not be used, of every device model or of one", "[MODEL/]PROFILE");

    public Option<int?> Cores { get; } = new("--cores") { Description = "cores to plan for; default: as many as the profile was measured on", HelpName = "N" };

    public Option<int?> SlicesPerCore { get; } = Options.SlicesPerCore("as the profile was measured");

    public Option<string?> Observations { get; } = new("--observations") { Description = "count what runs beside a segment as in this recording of 'tangram profile --colocate'; --verify simulates with it", HelpName = "FILE" };

    public Option<string?> Predictor { get; } = new("--predictor") { Description = "count what runs beside a segment as this model of 'tangram interference fit' foretells it", HelpName = "FILE" };

    public Option<string> Neighbours { get; } = OneOf("--neighbours", $"which neighbours fill a segment's device: those that slow it down most, or the mean of all there may be; {NeighbourChoice.DefaultRule} unless given", [.. NeighbourChoice.Rules.Keys]);

    public Option<string?> Previous { get; } = new("--previous") { Description = "the plan that runs now; says how many of its segments stay as they are", HelpName = "PLAN" };

    public Option<string?> Check { get; } = new("--check") { Description = "plan nothing, but check this plan against the applications and profiles", HelpName = "PLAN" };

    public Option<string?> Explain { get; } = new("--explain") { Description = "solve again with one thing changed, and say what binds; as a table, or as JSON to FILE", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };

    public Option<string?> Pareto { get; } = new("--pareto") { Description = "solve for a series of objectives: devices against accuracy and against latency; as tables, or as JSON to FILE", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };

    public Option<double?> Verify { get; } = new("--verify") { Description = "simulate the plan, and change its queueing factors and reserve until this share of requests is answered in time, with the fewest slices", HelpName = "ATTAINMENT" };

    public Option<string?> Html { get; } = new("--html") { Description = "write the plan as a page with every device drawn, to FILE", HelpName = "FILE" };

    public Option<string?> Output { get; } = new("--output") { Description = "also write the plan to this file", HelpName = "FILE" };

    public Option<string?> Json { get; } = new("--json") { Description = "print the plan as JSON and nothing else, or write it to FILE", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };

    public ExportOption Export { get; } = new();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            Application, Profile, Inventory, Gpu, Demand, MaxDemand, Planner, Setting, Objective, QueueingFactor, Reserve, Siblings, Variants, NoSharing, Pin, Forbid, ForbidSegment,
            Cores, SlicesPerCore, Observations, Predictor, Neighbours, Previous, Check, Verify, Explain, Pareto, Html, Output, Json, Export,
        })
        {
            command.Options.Add(option);
        }

        Options.Require(QueueingFactor, q => q >= 1 && double.IsFinite(q), "a number of at least 1");
        Options.Require(Reserve, r => r is >= 0 and < 1, "a number from 0 up to, not including, 1");
        Options.Require(Verify, v => v is null or (> 0 and < 1), "a number above 0 and below 1, such as 0.994");
        Options.Require(Cores, c => c is null or >= 1, "a whole number of at least 1");
        Demand.Validators.Add(result =>
        {
            try
            {
                DemandChoice.Parse([.. result.Tokens.Select(t => t.Value)]);
            }
            catch (FormatException fault)
            {
                result.AddError(fault.Message);
            }
        });
        Planner.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !AllPlanners.Planners.Names.Contains(token.Value, StringComparer.Ordinal))
            {
                result.AddError($"no planner is called '{token.Value}'; known: {string.Join(", ", AllPlanners.Planners.Names)}");
            }
        });
        command.Validators.Add(RefuseContradictions);
    }

    private void RefuseContradictions(System.CommandLine.Parsing.CommandResult result)
    {
        if (result.GetValue(MaxDemand) && result.GetResult(Demand)?.Tokens.Any(t => !t.Value.Contains('=', StringComparison.Ordinal)) == true)
        {
            result.AddError("--demand and --max-demand exclude each other; give one of them");
        }

        if (IsGiven(Gpu) && IsGiven(Inventory))
        {
            result.AddError("--gpu and --inventory exclude each other; give one of them");
        }

        if (IsGiven(Cores) && (IsGiven(Gpu) || IsGiven(Inventory)))
        {
            result.AddError("--cores is for planning on this machine; leave it out beside --gpu and --inventory");
        }

        if (IsGiven(Siblings) && IsGiven(Variants) && result.GetValue(Siblings) is "wait" && result.GetValue(Variants) is "mixed")
        {
            result.AddError("--variants mixed is not for --siblings wait; items of one request that wait for each other run one variant");
        }

        if (IsGiven(Observations) && IsGiven(Predictor))
        {
            result.AddError("--observations and --predictor exclude each other; give one of them");
        }

        if (IsGiven(Neighbours) && !IsGiven(Observations) && !IsGiven(Predictor))
        {
            result.AddError("--neighbours says how --observations or --predictor is counted; give one of them");
        }

        foreach (var option in (Option[])[Explain, Pareto])
        {
            if (IsGiven(Json) && result.GetResult(Json)!.Tokens.Count == 0 && IsGiven(option) && result.GetResult(option)!.Tokens.Count == 0)
            {
                result.AddError($"{option.Name}: --json prints the plan and nothing else; give a FILE to {option.Name} or to --json");
            }
        }

        bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
    }

    private static Option<string[]> Texts(string name, string description, string text) => new(name) { Description = description, HelpName = text, DefaultValueFactory = _ => [] };

    private static Option<string> OneOf(string name, string description, params string[] texts)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', texts) };
        Options.Require(option, t => t is null || texts.Contains(t, StringComparer.Ordinal), string.Join(" or ", texts));
        return option;
    }
}
