using Tangram.Core.Catalogs;
using Tangram.Planning.Planners;

namespace Tangram.Planning;

/// <summary>The one place that lists every planner. A new planner adds a file and a line here.</summary>
public static class PlannerCatalog
{
    /// <summary>Planners by name.</summary>
    public static Catalog<IPlanner> Planners { get; } = new Catalog<IPlanner>("planner")
        .AddFamily<AblationPlanner>()
        .Add<ExactPlanner>()
        .Add<GpuletPlanner>()
        .AddFamily<HomogeneousPlanner>()
        .Add<LokiPlanner>()
        .Add<ParisPlanner>()
        .Add<ParvaGpuPlanner>();
}
