using Tangram.Core.Catalogs;
using Tangram.Core.Plans;
using Tangram.Planning.Solvers;
using Tangram.Planning.Solvers.Cbc;

namespace Tangram.Planning.Tests.Solvers;

/// <summary>The planner <c>milp</c>, for tests; they are skipped, with the reason, where CBC is not installed.</summary>
internal static class Milp
{
    public static IPlanner Planner
    {
        get
        {
            Assert.SkipUnless(CbcSolver.IsInstalled, $"CBC is not installed: {CbcSolver.HowToInstall}");
            return AllPlanners.Planners.Create("milp", Settings.Empty);
        }
    }

    public static Plan? Plan(this IPlanner planner, PlanningProblem problem) =>
        (planner.Plan(problem, TestContext.Current.CancellationToken) as PlanningOutcome.Planned)?.Plan;
}
