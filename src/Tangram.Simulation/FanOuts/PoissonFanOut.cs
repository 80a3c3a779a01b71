using Tangram.Core.Catalogs;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.FanOuts;

/// <summary>Poisson-distributed, as objects in a scene that are there independently of each other; a mean of exactly 1 hands every item on.</summary>
public sealed class PoissonFanOut : IFanOut, ICatalogued<PoissonFanOut, IFanOut>
{
    /// <inheritdoc/>
    public static string Name => "poisson";

    /// <inheritdoc/>
    public static string Description => "Poisson-distributed; a mean of exactly 1 hands every item on";

    /// <inheritdoc/>
    public static IFanOut Create(Settings settings) => new PoissonFanOut();

    /// <inheritdoc/>
    public int Draw(double mean, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return mean == 1 ? 1 : (int)stream.Poisson(mean);
    }
}
