namespace Tangram.Planning;

/// <summary>Turns a problem into a plan.</summary>
/// <remarks>Pure: the same problem gives the same outcome.</remarks>
public interface IPlanner
{
    /// <summary>Plans.</summary>
    /// <exception cref="OperationCanceledException">Asked to stop before it was done.</exception>
    PlanningOutcome Plan(PlanningProblem problem, CancellationToken cancellationToken);
}
