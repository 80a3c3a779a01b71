using Tangram.Core.Catalogs;
using Tangram.Simulation.Arrivals.Patterns;

namespace Tangram.Simulation.Arrivals;

/// <summary>The one place that lists every arrival pattern. A new one adds a file and a line here.</summary>
public static class ArrivalCatalog
{
    /// <summary>Arrival patterns.</summary>
    public static Catalog<IArrivalPattern> Patterns { get; } = new Catalog<IArrivalPattern>("arrival pattern")
        .Add<DiurnalArrivals>()
        .Add<MmppArrivals>()
        .Add<PoissonArrivals>()
        .Add<UniformArrivals>();
}
