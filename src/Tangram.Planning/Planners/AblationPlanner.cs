using Tangram.Core.Catalogs;
using Tangram.Planning.Ablations;

namespace Tangram.Planning.Planners;

/// <summary>JigsawServe's ablations (arXiv 2603.08797) [P]: the exact planner, with some freedoms taken away beforehand.</summary>
/// <param name="name">The name it goes by.</param>
/// <param name="freedoms">What it may choose.</param>
internal sealed class AblationPlanner(string name, Freedoms freedoms) : ITrialPlanner, ICataloguedFamily<AblationPlanner, IPlanner>
{
    private readonly ExactPlanner _exact = new();

    /// <inheritdoc/>
    public static IReadOnlyList<CataloguedMember<IPlanner>> Members { get; } =
    [
        Member("unopt", Freedoms.None, "most accurate variants on whole devices, objectives split equally"),
        Member("t", Freedoms.TaskGraph, "most accurate variants on whole devices"),
        Member("a", Freedoms.Variants, "whole devices, objectives split equally"),
        Member("a+t", Freedoms.Variants | Freedoms.TaskGraph, "whole devices"),
        Member("s", Freedoms.Segments, "most accurate variants, objectives split equally"),
        Member("s+t", Freedoms.Segments | Freedoms.TaskGraph, "most accurate variants"),
        Member("a+s", Freedoms.Variants | Freedoms.Segments, "objectives split equally"),
        Member("a+s+t", Freedoms.All, "nothing taken away"),
    ];

    /// <inheritdoc/>
    public PlanningOutcome Plan(PlanningProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return _exact.Plan(Ablation.Apply(problem, freedoms), cancellationToken) switch
        {
            // Proven for the problem with less freedom is not proven for the one that was asked.
            PlanningOutcome.Planned { Plan: var plan } => new PlanningOutcome.Planned(plan with { Planner = name, Optimal = plan.Optimal && freedoms == Freedoms.All }),
            PlanningOutcome.Infeasible infeasible => infeasible with { Explanation = $"planner '{name}': {infeasible.Explanation}" },
            var other => other,
        };
    }

    /// <inheritdoc/>
    public Func<double, bool> Trials(PlanningProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return _exact.Trials(Ablation.Apply(problem, freedoms), cancellationToken);
    }

    private static CataloguedMember<IPlanner> Member(string name, Freedoms freedoms, string what) =>
        new(name, $"JigsawServe's ablation: the exact planner with {what} [P]", _ => new AblationPlanner(name, freedoms));
}
