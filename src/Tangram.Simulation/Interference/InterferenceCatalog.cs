using Tangram.Core.Catalogs;

namespace Tangram.Simulation.Interference;

/// <summary>The one place that lists every law of interference. A new one adds a file and a line here.</summary>
public static class InterferenceCatalog
{
    /// <summary>Laws of interference.</summary>
    public static Catalog<IInterference> Laws { get; } = new Catalog<IInterference>("law of interference")
        .Add<NeighbourInterference>()
        .Add<NoInterference>();
}
