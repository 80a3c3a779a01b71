using Tangram.Core.Catalogs;
using Tangram.Core.Plans;
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
        var model = new ExactModel(problem, new Layouts(problem.Device));
        return Solve(model, cancellationToken) is { } plan
            ? new PlanningOutcome.Planned(plan)
            : Diagnosis.Of(model, cancellationToken);
    }

    /// <inheritdoc/>
    public bool HasPlan(PlanningProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = new ExactModel(problem, new Layouts(problem.Device));
        return ExactSearch.Find(model, Objectives(model), Goal.Any, cancellationToken) is not null;
    }

    private static Plan? Solve(ExactModel model, CancellationToken cancellationToken) =>
        ExactSearch.Find(model, Objectives(model), Goal.FewestSlices, cancellationToken) is { } found
            ? PlanWriter.Write(
                model.Problem,
                Name,
                optimal: true,
                [.. found.Options.Select((option, place) => new TaskDecision(model.Nodes[place].Task, option.Choice.Variant, option.Segments))])
            : null;

    private static Limits Objectives(ExactModel model) =>
        new(model.Problem.Application.Objectives.LatencyMilliseconds, model.Problem.Application.Objectives.Accuracy);
}
