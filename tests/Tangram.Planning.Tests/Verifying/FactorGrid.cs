using Tangram.Core.Plans;
using Tangram.Planning.Verifying;

namespace Tangram.Planning.Tests.Verifying;

/// <summary>Tries every combination of some factors for every task, and every reserve.</summary>
internal static class FactorGrid
{
    /// <summary>The cheapest plan that reaches a target; null where none does.</summary>
    public static (int Devices, int Slices)? Best(IPlanner planner, PlanningProblem problem, Func<Plan, PlanVerdict> judge, double target, double[] factors, double[] reserves)
    {
        var tasks = problem.Applications.Where(a => a.RequestsPerSecond > 0).SelectMany(a => a.Application.Tasks.Select(t => (a.Application.Name, t.Name))).ToList();
        var settings = tasks.Aggregate((IEnumerable<QueueingFactors>)[problem.QueueingFactors], (before, task) => before.SelectMany(b => factors.Select(f => b.With(task.Item1, task.Item2, f))));
        var plans =
            from setting in settings
            from reserve in reserves
            let plan = planner.Solve(problem with { QueueingFactors = setting, Reserve = reserve }, CancellationToken.None)
            where plan is not null && judge(plan).Attainment >= target
            select Cost(problem, plan);
        return plans.Cast<(int, int)?>().Min();
    }

    /// <summary>What a plan takes, the more important of the two first.</summary>
    public static (int First, int Second) Cost(PlanningProblem problem, Plan plan) =>
        problem.Objective == PlanObjective.Slices ? (plan.Slices, plan.Devices) : (plan.Devices, plan.Slices);
}
