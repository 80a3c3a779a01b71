using Tangram.Core.Catalogs;
using Tangram.Planning.Deciding;
using Tangram.Planning.Exact;

namespace Tangram.Planning.Planners;

/// <summary>Finds the provably best plan: variants, splits, segments, batches and legal layout together [N] (docs/adr/0005, 0009).</summary>
/// <remarks>
/// The problem is JigsawServe's (arXiv 2603.08797, A+S+T) [P], for several applications and pools of devices, with one variant per task but for one split
/// task of each application. Fewest devices first, then fewest slices, then the highest mean accuracy; or slices first. A variant that runs has at least
/// one segment, even where no item is expected. A plan that could not be proven the best in the steps allowed says so.
/// </remarks>
internal sealed class ExactPlanner : ITrialPlanner, ICatalogued<ExactPlanner, IPlanner>
{
    /// <inheritdoc/>
    public static string Name => "exact";

    /// <inheritdoc/>
    public static string Description => "the fewest devices and slices, proven: variants, segments, batches and legal layout chosen together";

    /// <inheritdoc/>
    public static IPlanner Create(Settings settings) => new ExactPlanner();

    /// <inheritdoc/>
    public PlanningOutcome Plan(PlanningProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = new FleetModel(problem);
        var answer = ExactSolver.Solve(model, any: false, cancellationToken);
        if (answer.Fleet is not { } fleet)
        {
            return Diagnosis.Of(model, answer.IsProven, cancellationToken);
        }

        return PlanWriter.Write(problem, model.Index, Name, answer.IsProven, fleet.Decide(model)) is { } plan
            ? new PlanningOutcome.Planned(plan)
            : throw new InvalidOperationException("segments that were found to fit have no place");
    }

    /// <inheritdoc/>
    public Func<double, bool> Trials(PlanningProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = new FleetModel(problem);
        return factor => ExactSolver.Solve(model.Scaled(factor), any: true, cancellationToken).Fleet is not null;
    }
}
