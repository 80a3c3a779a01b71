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

    /// <summary>No plan meets the objectives.</summary>
    /// <param name="Binding">What binds: <c>latency</c>, <c>accuracy</c>, <c>capacity</c> or <c>profile</c>.</param>
    /// <param name="Explanation">One line: what binds, by how much, and the smallest change that would make it feasible.</param>
    public sealed record Infeasible(string Binding, string Explanation) : PlanningOutcome;
}
