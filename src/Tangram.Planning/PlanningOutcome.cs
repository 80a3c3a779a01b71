using Tangram.Core.Plans;

namespace Tangram.Planning;

/// <summary>How planning ended.</summary>
public abstract record PlanningOutcome
{
    private PlanningOutcome()
    {
    }

    /// <summary>A plan that meets the objectives; <see cref="Plan.SolveMilliseconds"/> is 0 until the caller, who has a clock, fills it in.</summary>
    public sealed record Planned(Plan Plan) : PlanningOutcome;

    /// <summary>No plan meets the objectives, or none was found in the time allowed.</summary>
    /// <param name="Binding">
    /// What binds: <c>latency</c>, <c>accuracy</c>, <c>capacity</c> or <c>profile</c>; <c>objectives</c> where it is proven that there is no plan but not
    /// what binds; <c>search</c> where the time ran out and nothing is proven.
    /// </param>
    /// <param name="Explanation">One line: what binds, by how much, and the smallest change that would make it feasible.</param>
    public sealed record Infeasible(string Binding, string Explanation) : PlanningOutcome;
}
