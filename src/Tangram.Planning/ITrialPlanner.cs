namespace Tangram.Planning;

/// <summary>A planner that can be asked whether there is a plan, which in a bisection is cheaper than the plan or an explanation.</summary>
internal interface ITrialPlanner : IPlanner
{
    /// <summary>Makes ready a problem of which only the demands will change.</summary>
    /// <returns>Whether <see cref="IPlanner.Plan"/> finds a plan with every demand multiplied by a factor.</returns>
    Func<double, bool> Trials(PlanningProblem problem, CancellationToken cancellationToken);
}
