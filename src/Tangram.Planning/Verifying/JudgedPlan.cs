using Tangram.Core.Plans;

namespace Tangram.Planning.Verifying;

/// <summary>A plan that was judged, and what it was made with.</summary>
/// <param name="Factors">The queueing factors.</param>
/// <param name="Reserve">Fraction of throughput left free; 0 up to, not including, 1.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Verdict">What the judge said.</param>
/// <param name="ReachesTarget">Whether every application reaches the attainment asked for.</param>
public sealed record JudgedPlan(QueueingFactors Factors, double Reserve, Plan Plan, PlanVerdict Verdict, bool ReachesTarget)
{
    /// <summary>The lowest attainment of any application, 0..1.</summary>
    public double Attainment => Verdict.Attainment;

    /// <summary>The problem that the plan answers.</summary>
    public PlanningProblem Of(PlanningProblem problem) => problem with { QueueingFactors = Factors, Reserve = Reserve };
}
