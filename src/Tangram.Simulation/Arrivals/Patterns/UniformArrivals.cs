using Tangram.Core.Catalogs;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Arrivals.Patterns;

/// <summary>Requests at equal gaps, the first of them one gap after the start; draws nothing.</summary>
public sealed class UniformArrivals : IArrivalPattern, ICatalogued<UniformArrivals, IArrivalPattern>
{
    /// <inheritdoc/>
    public static string Name => "uniform";

    /// <inheritdoc/>
    public static string Description => "requests at equal gaps";

    /// <inheritdoc/>
    public static IArrivalPattern Create(Settings settings) => new UniformArrivals();

    /// <inheritdoc/>
    public IArrivals Start(double ratePerSecond, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return GapArrivals.At(ratePerSecond, perTick => new Gaps(1 / perTick));
    }

    private sealed class Gaps(double ticks) : IGaps
    {
        public double NextTicks() => ticks;
    }
}
