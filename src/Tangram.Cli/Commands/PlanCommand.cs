using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Cli.Pages;
using Tangram.Cli.Plans;
using Tangram.Cli.Terminal;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Planning;
using Tangram.Planning.Explaining;
using Tangram.Planning.Tradeoffs;
using Tangram.Planning.Verifying;
using Tangram.Profiling;
using Tangram.Server.Files;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram plan</c>: applications, profiles, devices and demands make a plan.</summary>
internal sealed class PlanCommand
{
    private const string Help = """
        Decides which variants run on which segments of which devices with which batch sizes, so that the objectives are met on as few devices as possible.

        Example:
          tangram plan --application examples/ocr --demand 2 --output plan.json
        """;

    private readonly PlanOptions _options = new();

    public static Command Create()
    {
        var plan = new PlanCommand();
        var command = new Command("plan", Help);
        plan._options.AddTo(command);
        command.SetAction(plan.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var named = InventoryChoice.Of(parsed.GetValue(_options.Inventory), parsed.GetRequiredValue(_options.Gpu));
        var input = PlanInput.Load(parsed.GetRequiredValue(_options.Application), Profiles(parsed, named), new CpuChoice(parsed.GetValue(_options.Cores), parsed.GetValue(_options.SlicesPerCore)), error);
        var neighbours = NeighbourChoice.Of(parsed.GetValue(_options.Observations), parsed.GetValue(_options.Predictor), parsed.GetValue(_options.Neighbours), input);
        if (parsed.GetValue(_options.Check) is { } checkedFile)
        {
            PlanInspection.Load(checkedFile, input, named, problem => neighbours.In(problem with { Restrictions = RestrictionsOf(parsed, input, problem.Inventory) }));
            output.WriteLine("sound");
            return ExitCode.Ok;
        }

        var (demands, isLargest) = DemandChoice.Parse(parsed.GetRequiredValue(_options.Demand)).Apply(input.Applications, parsed.GetValue(_options.MaxDemand));
        var previous = parsed.GetValue(_options.Previous) is { } file ? PlanFile.Load(file) : null;
        var problem = PreviousPlan.In(neighbours.In(Problem(parsed, input, demands, input.Inventory(named, parsed.GetValue(_options.Cores)))), previous);
        var planner = PlannerChoice.Of(parsed.GetRequiredValue(_options.Planner), parsed.GetRequiredValue(_options.Setting));
        var outcome = PlanMaker.Make(planner, problem, isLargest, cancellation);
        if (outcome is not PlanningOutcome.Planned { Plan: var plan })
        {
            error.WriteLine(((PlanningOutcome.Infeasible)outcome).Explanation);
            return ExitCode.Infeasible;
        }

        var answered = problem.For(plan);
        var verified = parsed.GetValue(_options.Verify) is { } target
            ? await ShowingProgressAsync("simulating plans", report => PlanMaker.Verify(planner, answered, target, PlanMaker.JudgeOf(answered, neighbours.Truth), report, cancellation), cancellation)
            : null;
        if (verified is VerifyingOutcome.Missed missed)
        {
            error.WriteLine(PlanVerification.Missed(missed.Best, parsed.GetValue(_options.Verify)!.Value));
            return ExitCode.Infeasible;
        }

        if (verified is VerifyingOutcome.Reached { Found: var found })
        {
            (answered, plan) = (found.After.Of(answered), found.After.Plan);
        }

        _options.Export.Write(parsed, plan);
        var explanation = IsGiven(parsed, _options.Explain)
            ? await ShowingProgressAsync("explaining", report => Explainer.Explain(planner, answered, plan, report, cancellation), cancellation)
            : null;
        var tradeoffs = IsGiven(parsed, _options.Pareto)
            ? await ShowingProgressAsync("solving for other objectives", report => TradeoffFinder.Find(planner, plan.Planner, answered, report, cancellation), cancellation)
            : null;
        Write(parsed, new PlanResult(answered, plan, explanation, tradeoffs, isLargest ? LargestRemark(problem, plan) : string.Empty, previous), output);
        WriteVerification(parsed, verified, output);
        return ExitCode.Ok;
    }

    private string[] Profiles(ParseResult parsed, Inventory? named)
    {
        var files = parsed.GetRequiredValue(_options.Profile);
        return files.Length > 0 || named is null || named.Pools.Any(p => string.Equals(p.Model.Name, CpuDevice.Name, StringComparison.Ordinal))
            ? files
            : throw new InvalidFileException($"--profile is missing: planning for {string.Join(", ", named.Pools.Select(p => p.Model.Name))} takes profiles measured there");
    }

    private PlanningProblem Problem(ParseResult parsed, PlanInput input, IReadOnlyList<ApplicationDemand> demands, Inventory inventory)
    {
        var isCpu = inventory.Pools.All(p => string.Equals(p.Model.Name, CpuDevice.Name, StringComparison.Ordinal));
        var siblings = parsed.GetValue(_options.Siblings) switch { "wait" => Siblings.Wait, "spread" => Siblings.Spread, _ => isCpu ? Siblings.Wait : Siblings.Spread };
        return new PlanningProblem(demands, input.Tables, inventory)
        {
            QueueingFactor = parsed.GetValue(_options.QueueingFactor),
            Reserve = parsed.GetValue(_options.Reserve),
            Siblings = siblings,
            Objective = parsed.GetValue(_options.Objective) is "slices" ? PlanObjective.Slices : PlanObjective.Devices,
            AllowsSplits = siblings == Siblings.Spread && parsed.GetValue(_options.Variants) switch { "one" => false, "mixed" => true, _ => !isCpu },
            AllowsSharing = !parsed.GetValue(_options.NoSharing),
            Restrictions = RestrictionsOf(parsed, input, inventory),
        };
    }

    private Restrictions RestrictionsOf(ParseResult parsed, PlanInput input, Inventory inventory) => RestrictionChoice.Of(
        input.Applications, inventory, parsed.GetRequiredValue(_options.Pin), parsed.GetRequiredValue(_options.Forbid), parsed.GetRequiredValue(_options.ForbidSegment));

    private static string LargestRemark(PlanningProblem problem, Plan plan)
    {
        if (problem.Applications is [_])
        {
            return ", the largest there is a plan for (give another with --demand)";
        }

        var (asked, planned) = problem.Applications.Zip(plan.Applications).FirstOrDefault(a => a.First.RequestsPerSecond > 0);
        return asked is null ? string.Empty : $", {Figures.Text(planned.Demand / asked.RequestsPerSecond)} times what was asked, the largest there is a plan for";
    }

    private static Task<T> ShowingProgressAsync<T>(string title, Func<Action<double, string>, T> work, CancellationToken cancellation) =>
        WorkProgress.RunAsync(Output.Remarks, title, progress => Task.Run(() => work((part, doing) => progress.Report(new WorkStep(part, doing))), cancellation));

    private void Write(ParseResult parsed, PlanResult result, TextWriter output)
    {
        if (parsed.GetValue(_options.Output) is { } file)
        {
            PlanFile.Save(file, result.Plan);
        }

        if (parsed.GetValue(_options.Html) is { } page)
        {
            AtomicFile.WriteAllText(page, PlanPage.Write(result));
        }

        if (parsed.GetValue(_options.Explain) is { } explained)
        {
            AtomicFile.WriteAllText(explained, JsonFile.Write(result.Explanation!));
        }

        if (parsed.GetValue(_options.Pareto) is { } traded)
        {
            AtomicFile.WriteAllText(traded, JsonFile.Write(result.Tradeoffs!));
        }

        if (!IsGiven(parsed, _options.Json))
        {
            PlanReport.Write(output, result.Plan, result.Remark);
        }
        else if (parsed.GetValue(_options.Json) is { } json)
        {
            PlanFile.Save(json, result.Plan);
        }
        else
        {
            output.Write(JsonFile.Write(result.Plan));
            return;
        }

        WriteTables(parsed, result, output);
    }

    private void WriteVerification(ParseResult parsed, VerifyingOutcome? verified, TextWriter output)
    {
        if (verified is VerifyingOutcome.Reached { Found: var found } && !IsGiven(parsed, _options.Json))
        {
            PlanVerification.Write(output, found, parsed.GetValue(_options.Verify)!.Value);
        }
    }

    // What went to a file is not shown as well.
    private void WriteTables(ParseResult parsed, PlanResult result, TextWriter output)
    {
        if (result.Previous is { } previous && !IsGiven(parsed, _options.Json))
        {
            output.WriteLine($"{PreviousPlan.Kept(result.Plan, previous)} of {Figures.Count(previous.Instances.Count, "segment")} of the previous plan stay as they are");
        }

        if (result.Explanation is { } explanation && parsed.GetValue(_options.Explain) is null)
        {
            ExplanationReport.Write(output, explanation, result.Plan);
        }

        if (result.Tradeoffs is { } tradeoffs && parsed.GetValue(_options.Pareto) is null)
        {
            TradeoffReport.Write(output, tradeoffs);
        }
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
