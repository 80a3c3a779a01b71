using Tangram.Core.Catalogs;
using Tangram.Core.Plans;
using Tangram.Planning.Deciding;
using Tangram.Planning.Exact;

namespace Tangram.Planning.Planners;

/// <summary>Finds the provably best plan on one device: variants, segments, batches and legal layout together [N] (docs/adr/0005).</summary>
/// <remarks>
/// The problem is JigsawServe's (arXiv 2603.08797, A+S+T) [P] with one variant per task. Fewest slices first, then highest
/// accuracy, then lowest latency, then the order of names. Legality is a constraint of the optimum, not a step after it [N].
/// A chosen variant gets at least one segment, even where no item is expected.
/// </remarks>
internal sealed class ExactPlanner : ITrialPlanner, ICatalogued<ExactPlanner, IPlanner>
{
    /// <inheritdoc/>
    public static string Name => "exact";

    /// <inheritdoc/>
    public static string Description => "the fewest slices, proven: variants, segments, batches and legal layout chosen together";

    /// <inheritdoc/>
    public static IPlanner Create(Settings settings) => new ExactPlanner();

    /// <inheritdoc/>
    public PlanningOutcome Plan(PlanningProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = Model(problem);
        return Solve(problem, model, cancellationToken) is { } plan
            ? new PlanningOutcome.Planned(plan)
            : Diagnosis.Of(model, cancellationToken);
    }

    /// <inheritdoc/>
    public bool HasPlan(PlanningProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = Model(problem);
        return ExactSearch.Find(model, Objectives(model), Goal.Any, cancellationToken) is not null;
    }

    private static ExactModel Model(PlanningProblem problem) => new(SingleProblem.Of(problem), new Layouts(problem.Inventory.Pools[0].Model));

    private static Plan? Solve(PlanningProblem problem, ExactModel model, CancellationToken cancellationToken)
    {
        if (ExactSearch.Find(model, Objectives(model), Goal.FewestSlices, cancellationToken) is not { } found)
        {
            return null;
        }

        var index = new ProfileIndex(problem);
        var shares = found.Options.Select(o => o.Choice.Variant is { } v ? (IReadOnlyList<VariantShare>)[new VariantShare(v, 1)] : []).ToList();
        var groups = found.Options.SelectMany((o, task) => o.Segments.GroupBy(e => e).Select(g => new SegmentGroup(
            index.Configurations(problem.Applications[0].Application.Name, g.Key.Variant).First(c => ReferenceEquals(c.Entry, g.Key)), g.Count(), [new TaskKey(0, task)]))).ToList();
        return PlanWriter.Write(problem, index, Name, optimal: true, new PlanDecision([shares], groups));
    }

    private static Limits Objectives(ExactModel model) =>
        new(model.Problem.Application.Objectives.LatencyMilliseconds, model.Problem.Application.Objectives.Accuracy);
}
