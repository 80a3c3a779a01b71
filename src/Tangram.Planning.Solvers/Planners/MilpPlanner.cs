using Tangram.Core.Catalogs;
using Tangram.Planning.Milp;
using Tangram.Planning.Solvers.Cbc;

namespace Tangram.Planning.Solvers.Planners;

/// <summary>Plans with CBC: the oracle that the exact planner is held against [N] (docs/adr/0010).</summary>
/// <remarks>Where the time limit ends a search, the outcome depends on the machine; otherwise the same problem gives the same outcome.</remarks>
internal sealed class MilpPlanner(IMilpSolver solver, MilpLimits limits) : IPlanner, ICatalogued<MilpPlanner, IPlanner>
{
    private const double DefaultSeconds = 60;
    private const double MostSeconds = 86_400;

    /// <inheritdoc/>
    public static string Name => "milp";

    /// <inheritdoc/>
    public static string Description => "the same optimum by the MILP solver CBC; slower, for holding 'exact' against (settings: gap, time-limit in seconds)";

    /// <inheritdoc/>
    public static IPlanner Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var gap = settings.Number("gap", 0, 0, 1);
        var seconds = settings.Number("time-limit", DefaultSeconds, 0.001, MostSeconds);
        return new MilpPlanner(SolverCatalog.Solvers.Create(CbcSolver.Name, Settings.Empty), new MilpLimits(TimeSpan.FromSeconds(seconds), gap));
    }

    /// <inheritdoc/>
    public PlanningOutcome Plan(PlanningProblem problem, CancellationToken cancellationToken) => MilpPlanning.Plan(Name, problem, solver, limits, cancellationToken);
}
