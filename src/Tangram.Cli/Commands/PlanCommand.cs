using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Cli.Plans;
using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Planning;
using Tangram.Profiling;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram plan</c>: application, profile and demand make a plan.</summary>
internal sealed class PlanCommand
{
    private const string Help = """
        Decides which variants run on which cores with which batch sizes, so that the objectives are met on as few cores as possible.

        Example:
          tangram plan --application examples/ocr --demand 2 --output plan.json
        """;

    private readonly PlanOptions _options = new();

    public static Command Create()
    {
        var plan = new PlanCommand();
        var command = new Command("plan", Help);
        plan._options.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(plan.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var application = ApplicationFile.Load(parsed.GetRequiredValue(_options.Application));
        var file = parsed.GetValue(_options.Profile) ?? ProfileFile.DefaultPath(application.Name, parsed.GetValue(_options.Cores));
        var profile = LoadProfile(file, application, error);
        var problem = Problem(parsed, application, profile);
        var planner = PlannerCatalog.Planners.Create(parsed.GetRequiredValue(_options.Planner), Settings.Empty);

        var isDemandGiven = parsed.GetValue(_options.Demand) is not null;
        var outcome = PlanMaker.Make(planner, problem, forLargestDemand: !isDemandGiven, cancellation);
        if (outcome is not PlanningOutcome.Planned { Plan: var plan })
        {
            error.WriteLine(((PlanningOutcome.Infeasible)outcome).Explanation);
            return ExitCode.Infeasible;
        }

        _options.Export.Write(parsed, plan);
        Write(parsed, plan, output, isDemandGiven);
        return ExitCode.Ok;
    }

    private static ProfileTable LoadProfile(string file, Application application, TextWriter error)
    {
        var profile = ProfileFile.Load(file);
        if (!string.Equals(profile.Application, application.Name, StringComparison.Ordinal))
        {
            throw new InvalidFileException(file, [new Fault("application", $"is '{profile.Application}', not '{application.Name}'; give that application's profile")]);
        }

        if (!string.Equals(profile.Device, CpuDevice.Name, StringComparison.Ordinal))
        {
            throw new InvalidFileException(file, [new Fault("device", $"is '{profile.Device}'; this program plans for '{CpuDevice.Name}'")]);
        }

        if (!profile.Complete)
        {
            error.WriteLine($"note: the measurement in {file} was broken off; planning with what it has, 'tangram profile' goes on with it");
        }

        return profile;
    }

    private PlanningProblem Problem(ParseResult parsed, Application application, ProfileTable profile) => new(
        [new ApplicationDemand(application, parsed.GetValue(_options.Demand) ?? 1)],
        [profile],
        Inventory.Of(MachineDescription.Cpu(parsed.GetValue(_options.Cores) ?? profile.Slices)))
    {
        QueueingFactor = parsed.GetValue(_options.QueueingFactor),
        Reserve = parsed.GetValue(_options.Reserve),
        Siblings = Siblings.Wait,
    };

    private void Write(ParseResult parsed, Plan plan, TextWriter output, bool isDemandGiven)
    {
        if (parsed.GetValue(_options.Output) is { } file)
        {
            PlanFile.Save(file, plan);
        }

        var json = parsed.GetResult(_options.Json);
        if (json is { Implicit: false } && parsed.GetValue(_options.Json) is { } jsonFile)
        {
            PlanFile.Save(jsonFile, plan);
        }
        else if (json is { Implicit: false })
        {
            output.Write(JsonFile.Write(plan));
        }
        else
        {
            PlanReport.Write(output, plan, isDemandGiven);
        }
    }
}
