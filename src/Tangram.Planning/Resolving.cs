using Tangram.Core.Plans;

namespace Tangram.Planning;

/// <summary>Solves variations of a problem, of which only the plans that there are matter, not why there is none.</summary>
internal static class Resolving
{
    /// <summary>The plan, or null where there is none.</summary>
    public static Plan? Solve(this IPlanner planner, PlanningProblem problem, CancellationToken cancellationToken)
    {
        // A planner that is quickly done need not look; many of its plans in a row take long.
        cancellationToken.ThrowIfCancellationRequested();
        return planner is ITrialPlanner trial && !trial.Trials(problem, cancellationToken)(1)
            ? null
            : (planner.Plan(problem, cancellationToken) as PlanningOutcome.Planned)?.Plan;
    }

    /// <summary>The problem with every application's objectives changed.</summary>
    public static PlanningProblem With(this PlanningProblem problem, Func<Core.Applications.Objectives, Core.Applications.Objectives> change) => problem with
    {
        Applications = [.. problem.Applications.Select(a => a with { Application = a.Application with { Objectives = change(a.Application.Objectives) } })],
    };
}
