using Tangram.Core.Files;

namespace Tangram.Planning.Checking;

/// <summary>The figures of the plan as a whole, and whether it is about these applications and devices.</summary>
internal static class HeadCheck
{
    public static void Run(CheckContext context)
    {
        var (problem, plan, faults) = (context.Problem, context.Plan, context.Faults);
        var used = plan.Placements.Select(p => p.Device).Distinct().Count();
        faults.Require(plan.Version == JsonFile.Version, "version", $"is {plan.Version}, not {JsonFile.Version}");
        faults.Require(plan.Devices == used, "devices", $"is {plan.Devices}; the placements use {used}");
        faults.Require(plan.Slices == plan.Instances.Sum(i => i.Slices), "slices", $"is {plan.Slices}; the instances take {plan.Instances.Sum(i => i.Slices)}");
        faults.Require(plan.SlicesAvailable == problem.Inventory.ComputeSlices, "slicesAvailable", $"is {plan.SlicesAvailable}; the devices have {problem.Inventory.ComputeSlices}");
        faults.RequireText(plan.Objective, problem.Objective == PlanObjective.Devices ? "devices" : "slices", "objective");
        faults.RequireText(plan.Siblings, problem.Siblings == Siblings.Wait ? "wait" : "spread", "siblings");
        faults.RequireFigure(plan.QueueingFactor, problem.QueueingFactor, "queueingFactor");
        faults.RequireFigure(plan.Reserve, problem.Reserve, "reserve");
        faults.Require(plan.SolveMilliseconds >= 0, "solveMilliseconds", $"is {plan.SolveMilliseconds}; time does not run backwards");
        CheckPools(context);
        CheckApplications(context);
    }

    private static void CheckPools(CheckContext context)
    {
        var pools = context.Problem.Inventory.Pools;
        var same = context.Plan.Pools.Select(p => (p.Model, p.Available)).SequenceEqual(pools.Select(p => (p.Model.Name, p.Count)));
        context.Faults.Require(same, "pools",
            $"are {string.Join(", ", context.Plan.Pools.Select(p => $"{p.Model}={p.Available}"))}; the inventory is {string.Join(", ", pools.Select(p => $"{p.Model.Name}={p.Count}"))}");
        if (!same)
        {
            return;
        }

        var used = context.Plan.Placements.Select(p => p.Device).Distinct().ToLookup(context.Problem.Inventory.PoolOf);
        for (var i = 0; i < pools.Count; i++)
        {
            context.Faults.Require(context.Plan.Pools[i].Used == used[i].Count(), FormattableString.Invariant($"pools[{i}].used"), $"is {context.Plan.Pools[i].Used}; the placements use {used[i].Count()}");
        }
    }

    private static void CheckApplications(CheckContext context)
    {
        var said = context.Plan.Applications.Select(a => a.Name).ToList();
        var asked = context.Problem.Applications.Select(a => a.Application.Name).ToList();
        context.Faults.Require(said.SequenceEqual(asked, StringComparer.Ordinal), "applications", $"are {string.Join(", ", said)}; expected are {string.Join(", ", asked)}, in this order");
    }
}
