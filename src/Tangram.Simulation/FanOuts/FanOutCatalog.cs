using Tangram.Core.Catalogs;

namespace Tangram.Simulation.FanOuts;

/// <summary>The one place that lists every fan-out distribution. A new one adds a file and a line here.</summary>
public static class FanOutCatalog
{
    /// <summary>Fan-out distributions.</summary>
    public static Catalog<IFanOut> Distributions { get; } = new Catalog<IFanOut>("fan-out distribution")
        .Add<FixedFanOut>()
        .Add<GeometricFanOut>()
        .Add<PoissonFanOut>();
}
