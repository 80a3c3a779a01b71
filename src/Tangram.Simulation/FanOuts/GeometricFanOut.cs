using Tangram.Core.Catalogs;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.FanOuts;

/// <summary>Geometrically distributed from 0 on: many items with few and few with many, as crowded scenes among empty ones; a mean of exactly 1 hands every item on.</summary>
public sealed class GeometricFanOut : IFanOut, ICatalogued<GeometricFanOut, IFanOut>
{
    /// <inheritdoc/>
    public static string Name => "geometric";

    /// <inheritdoc/>
    public static string Description => "geometrically distributed, more spread than poisson; a mean of exactly 1 hands every item on";

    /// <inheritdoc/>
    public static IFanOut Create(Settings settings) => new GeometricFanOut();

    /// <inheritdoc/>
    public int Draw(double mean, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return mean switch
        {
            0 => 0,
            1 => 1,
            _ => (int)Math.Min(int.MaxValue, Math.Floor(Math.Log(stream.Unit()) / Math.Log(mean / (1 + mean)))),
        };
    }
}
