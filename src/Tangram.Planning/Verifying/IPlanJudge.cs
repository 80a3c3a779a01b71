using Tangram.Core.Plans;

namespace Tangram.Planning.Verifying;

/// <summary>Says how a plan would do, such as by simulating it.</summary>
/// <remarks>
/// The verdict may depend on the plan's instances, what they serve and where they lie, but not on its budgets and factors: of two plans with the same
/// instances only one is judged. The same plan must get the same verdict, so that searches repeat.
/// </remarks>
public interface IPlanJudge
{
    /// <summary>Judges a plan.</summary>
    /// <exception cref="OperationCanceledException">Asked to stop before it was done.</exception>
    PlanVerdict Judge(Plan plan, CancellationToken cancellationToken);
}
