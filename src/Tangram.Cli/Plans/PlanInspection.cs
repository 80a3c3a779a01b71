using Tangram.Cli.Files;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Planning;
using Tangram.Planning.Neighbours;
using Tangram.Profiling;

namespace Tangram.Cli.Plans;

/// <summary>Checks a plan file against applications and profiles; its pools, demands and settings are taken as it gives them.</summary>
internal static class PlanInspection
{
    /// <summary>Loads the plan and checks it.</summary>
    /// <param name="file">The plan.</param>
    /// <param name="input">What it must agree with.</param>
    /// <param name="named">Devices the user describes; those of other models are looked up. Null where the user names none.</param>
    /// <param name="complete">Adds to the problem what the plan does not say of it: restrictions, and neighbours where their effects are known; else those the plan says it was made with are taken. Null for nothing.</param>
    /// <exception cref="InvalidFileException">The plan is unsound; holds every fault.</exception>
    public static Plan Load(string file, PlanInput input, Inventory? named, Func<PlanningProblem, PlanningProblem>? complete = null)
    {
        var plan = PlanFile.Load(file);
        var faults = Unknown(plan, input, named).ToList();
        if (faults.Count == 0)
        {
            try
            {
                var problem = Problem(plan, input, named);
                faults.AddRange(PlanChecker.Check(complete is null ? problem : complete(problem), plan));
            }
            catch (ArgumentException fault)
            {
                faults.Add(new Fault(string.Empty, fault.Message.ReplaceLineEndings(" ")));
            }
        }

        return faults.Count == 0 ? plan : throw new InvalidFileException(file, faults);
    }

    private static PlanningProblem Problem(Plan plan, PlanInput input, Inventory? named) => new(
        [.. plan.Applications.Select(p => new ApplicationDemand(input.Applications.First(a => string.Equals(a.Name, p.Name, StringComparison.Ordinal)), p.Demand))],
        input.Tables,
        new Inventory([.. plan.Pools.Select(p => new DevicePool(Model(p, plan, input, named)!, p.Available))]))
    {
        QueueingFactors = QueueingFactors.Of(plan),
        Reserve = plan.Reserve,
        Siblings = string.Equals(plan.Siblings, "wait", StringComparison.Ordinal) ? Siblings.Wait : Siblings.Spread,
        Objective = string.Equals(plan.Objective, "slices", StringComparison.Ordinal) ? PlanObjective.Slices : PlanObjective.Devices,
        AllowsSplits = true,
        Neighbours = NeighbourSlowdowns.Of(plan),
    };

    private static IEnumerable<Fault> Unknown(Plan plan, PlanInput input, Inventory? named)
    {
        for (var i = 0; i < plan.Applications.Count; i++)
        {
            if (!input.Applications.Any(a => string.Equals(a.Name, plan.Applications[i].Name, StringComparison.Ordinal)))
            {
                yield return new Fault(FormattableString.Invariant($"applications[{i}].name"), $"'{plan.Applications[i].Name}' is none of the applications given, which are {string.Join(", ", input.Applications.Select(a => a.Name))}");
            }
        }

        foreach (var application in input.Applications.Where(a => !plan.Applications.Any(p => string.Equals(p.Name, a.Name, StringComparison.Ordinal))))
        {
            yield return new Fault("applications", $"do not plan for '{application.Name}', which was given");
        }

        for (var i = 0; i < plan.Pools.Count; i++)
        {
            if (Model(plan.Pools[i], plan, input, named) is null)
            {
                yield return new Fault(FormattableString.Invariant($"pools[{i}].model"), $"no device model is called '{plan.Pools[i].Model}'");
            }
        }
    }

    private static DeviceModel? Model(PlannedPool pool, Plan plan, PlanInput input, Inventory? named)
    {
        if (named?.Pools.FirstOrDefault(p => string.Equals(p.Model.Name, pool.Model, StringComparison.Ordinal)) is { } described)
        {
            return CpuDevice.Is(described.Model) ? CpuDevice.With(described.Model, slicesPerCore: input.SlicesPerCore) : described.Model;
        }

        // A CPU has as many slices as the plan says; whether its profiles fit is checked with the rest.
        return string.Equals(pool.Model, CpuDevice.Name, StringComparison.Ordinal)
            ? plan.SlicesAvailable is >= 1 and <= 4096 ? MachineDescription.Cpu(Math.Max(1, (int)plan.SlicesAvailable / input.SlicesPerCore), input.SlicesPerCore) : null
            : InventoryChoice.Find(pool.Model);
    }
}
