using Tangram.Core.Catalogs;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Arrivals.Patterns;

/// <summary>Requests that come independently of each other: a Poisson process.</summary>
public sealed class PoissonArrivals : IArrivalPattern, ICatalogued<PoissonArrivals, IArrivalPattern>
{
    /// <inheritdoc/>
    public static string Name => "poisson";

    /// <inheritdoc/>
    public static string Description => "requests that come independently of each other";

    /// <inheritdoc/>
    public static IArrivalPattern Create(Settings settings) => new PoissonArrivals();

    /// <inheritdoc/>
    public IArrivals Start(double ratePerSecond, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return GapArrivals.At(ratePerSecond, perTick => new Gaps(1 / perTick, stream));
    }

    private sealed class Gaps(double meanTicks, RandomStream stream) : IGaps
    {
        public double NextTicks() => stream.Exponential(meanTicks);
    }
}
