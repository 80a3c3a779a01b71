namespace Tangram.Planning.Verifying;

/// <summary>How looking for a verified plan ended.</summary>
public abstract record VerifyingOutcome
{
    private VerifyingOutcome()
    {
    }

    /// <summary>A plan every application reaches the target with.</summary>
    public sealed record Reached(VerifiedPlan Found) : VerifyingOutcome;

    /// <summary>No plan that was judged reaches the target; the best of them.</summary>
    public sealed record Missed(VerifiedPlan Best) : VerifyingOutcome;

    /// <summary>There is no plan to judge, whatever the factors.</summary>
    /// <param name="Why">What binds, at the factors asked for.</param>
    public sealed record Infeasible(PlanningOutcome.Infeasible Why) : VerifyingOutcome;
}
