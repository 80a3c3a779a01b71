namespace Tangram.Planning;

/// <summary>A planner that can be asked whether there is a plan, which in a bisection is cheaper than the plan or an explanation.</summary>
internal interface ITrialPlanner : IPlanner
{
    /// <summary>Whether <see cref="IPlanner.Plan"/> finds a plan.</summary>
    bool HasPlan(PlanningProblem problem, CancellationToken cancellationToken);
}
