using Tangram.Core.Catalogs;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.FanOuts;

/// <summary>The mean itself; of a mean that is not whole, the whole numbers beside it in the shares that give it.</summary>
public sealed class FixedFanOut : IFanOut, ICatalogued<FixedFanOut, IFanOut>
{
    /// <inheritdoc/>
    public static string Name => "fixed";

    /// <inheritdoc/>
    public static string Description => "the mean itself, rounded up or down at random where it is not whole";

    /// <inheritdoc/>
    public static IFanOut Create(Settings settings) => new FixedFanOut();

    /// <inheritdoc/>
    public int Draw(double mean, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var whole = Math.Floor(mean);
        return (int)whole + (mean > whole && stream.Bernoulli(mean - whole) ? 1 : 0);
    }
}
