using Tangram.Core.Catalogs;
using Tangram.Planning.Milp;
using Tangram.Planning.Solvers.Cbc;

namespace Tangram.Planning.Solvers;

/// <summary>The one place that lists every solver. A new solver adds a file and a line here.</summary>
public static class SolverCatalog
{
    /// <summary>Solvers by name.</summary>
    public static Catalog<IMilpSolver> Solvers { get; } = new Catalog<IMilpSolver>("solver")
        .Add<CbcSolver>();
}
