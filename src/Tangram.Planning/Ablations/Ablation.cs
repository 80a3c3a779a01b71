using Tangram.Planning.Baselines;

namespace Tangram.Planning.Ablations;

/// <summary>Takes freedoms away from a problem, so that one planner answers all of JigsawServe's ablations (arXiv 2603.08797) [P for A and S, R for T].</summary>
/// <remarks>
/// Whatever restricts the problem already still does; a plan for the restricted problem is one for the problem itself.
/// Objectives, reserve, queueing factors and devices are as they were.
/// </remarks>
public static class Ablation
{
    /// <summary>The problem with only these freedoms.</summary>
    /// <param name="problem">What was asked.</param>
    /// <param name="freedoms">The freedoms that are kept.</param>
    public static PlanningProblem Apply(PlanningProblem problem, Freedoms freedoms)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var restricted = problem;
        if (!freedoms.HasFlag(Freedoms.Variants))
        {
            restricted = restricted with { AllowsSplits = false, Restrictions = restricted.Restrictions.And(EachTask(problem, MostAccurate)) };
        }

        if (!freedoms.HasFlag(Freedoms.Segments))
        {
            restricted = restricted with { Restrictions = WholeDevices(restricted) };
        }

        return freedoms.HasFlag(Freedoms.TaskGraph) ? restricted : restricted with { Restrictions = restricted.Restrictions.And(EqualShares(problem)) };
    }

    private static IEnumerable<TaskRestriction> EachTask(PlanningProblem problem, Func<PlanningProblem, string, Core.Applications.ApplicationTask, TaskRestriction> restrict) =>
        problem.Applications.SelectMany(a => a.Application.Tasks.Select(t => restrict(problem, a.Application.Name, t)));

    // Choices as good as the best stay, so that a best variant that was not measured does not stand in the way of its equal.
    private static TaskRestriction MostAccurate(PlanningProblem problem, string application, Core.Applications.ApplicationTask task)
    {
        var best = BestChoices.Of(problem, application, task);
        var names = best.Variants.Select(v => v.Name).ToList();
        return best.MayBeLeftOut
            ? new TaskRestriction(application, task.Name) { Never = [.. task.Variants.Select(v => v.Name).Except(names, StringComparer.Ordinal)] }
            : new TaskRestriction(application, task.Name) { Only = names };
    }

    private static Restrictions WholeDevices(PlanningProblem problem)
    {
        var whole = problem.Inventory.Pools
            .SelectMany(p => p.Model.Profiles.Where(s => s.ComputeSlices == p.Model.ComputeSlices).Select(s => $"{p.Model.Name}/{s.Name}"))
            .Where(name => problem.Restrictions.Profiles?.Contains(name) != false);
        return problem.Restrictions with { Profiles = whole.ToHashSet(StringComparer.Ordinal), MaximumConcurrency = 1 };
    }

    private static IEnumerable<TaskRestriction> EqualShares(PlanningProblem problem)
    {
        var index = new ProfileIndex(problem);
        foreach (var (application, _) in problem.Applications)
        {
            var budgets = EqualShare.BudgetMilliseconds(index, application);
            for (var task = 0; task < budgets.Count; task++)
            {
                yield return new TaskRestriction(application.Name, application.Tasks[task].Name)
                {
                    BudgetMilliseconds = budgets[task],
                    RelativeAccuracy = EqualShare.Accuracy(application),
                };
            }
        }
    }
}
