using Tangram.Core.Catalogs;
using Tangram.Planning.Solvers.Planners;

namespace Tangram.Planning.Solvers;

/// <summary>Every planner there is: those of <see cref="PlannerCatalog"/>, which need nothing, and those that need a solver.</summary>
public static class AllPlanners
{
    /// <summary>Planners by name.</summary>
    public static Catalog<IPlanner> Planners { get; } = new Catalog<IPlanner>("planner")
        .AddAll(PlannerCatalog.Planners)
        .Add<MilpPlanner>();
}
