using System.CommandLine;
using Tangram.Cli.Exports;
using Tangram.Cli.Files;
using Tangram.Planning;

namespace Tangram.Cli.Commands;

/// <summary>What <c>tangram plan</c> can be told.</summary>
internal sealed class PlanOptions
{
    public Option<string> Application { get; } = new("--application") { Description = "application.yaml, or the folder that holds it; default: the OCR example", HelpName = "FILE|DIR", DefaultValueFactory = _ => ExampleApplication.Path };

    public Option<string?> Profile { get; } = new("--profile") { Description = "measured profile; default: where 'tangram profile' writes it", HelpName = "FILE" };

    public Option<double?> Demand { get; } = new("--demand") { Description = "requests per second to plan for", HelpName = "R" };

    public Option<bool> MaxDemand { get; } = new("--max-demand") { Description = "plan for the largest demand there is a plan for; the default without --demand" };

    public Option<string> Planner { get; } = new("--planner") { Description = "who plans; 'tangram planners' lists them", HelpName = "NAME", DefaultValueFactory = _ => "exact" };

    public Option<double> QueueingFactor { get; } = new("--queueing-factor") { Description = "how many times its latency a batch is counted, for waiting and running; at least 1", HelpName = "Q", DefaultValueFactory = _ => 2 };

    public Option<double> Reserve { get; } = new("--reserve") { Description = "fraction of each segment's throughput to leave free; 0 up to, not including, 1", HelpName = "F", DefaultValueFactory = _ => 0 };

    public Option<int?> Cores { get; } = new("--cores") { Description = "cores to plan for; default: as many as the profile was measured on", HelpName = "N" };

    public Option<string?> Output { get; } = new("--output") { Description = "also write the plan to this file", HelpName = "FILE" };

    public Option<string?> Json { get; } = new("--json") { Description = "print the plan as JSON and nothing else, or write it to FILE", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };

    public ExportOption Export { get; } = new();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Application, Profile, Demand, MaxDemand, Planner, QueueingFactor, Reserve, Cores, Output, Json, Export })
        {
            command.Options.Add(option);
        }

        Options.Require(Demand, d => d is null || (d > 0 && double.IsFinite(d.Value)), "a number above 0");
        Options.Require(QueueingFactor, q => q >= 1 && double.IsFinite(q), "a number of at least 1");
        Options.Require(Reserve, r => r is >= 0 and < 1, "a number from 0 up to, not including, 1");
        Options.Require(Cores, c => c is null or >= 1, "a whole number of at least 1");
        Planner.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !PlannerCatalog.Planners.Names.Contains(token.Value, StringComparer.Ordinal))
            {
                result.AddError($"no planner is called '{token.Value}'; known: {string.Join(", ", PlannerCatalog.Planners.Names)}");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(Demand) is { Implicit: false } && result.GetValue(MaxDemand))
            {
                result.AddError("--demand and --max-demand exclude each other; give one of them");
            }
        });
    }
}
