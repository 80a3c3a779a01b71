using Tangram.Core.Plans;

namespace Tangram.Planning;

/// <summary>A planner that can be asked for a plan without an explanation where there is none, which is cheaper in a bisection.</summary>
internal interface ITrialPlanner : IPlanner
{
    /// <summary>The plan that <see cref="IPlanner.Plan"/> finds, or null.</summary>
    Plan? TryPlan(PlanningProblem problem, CancellationToken cancellationToken);
}
