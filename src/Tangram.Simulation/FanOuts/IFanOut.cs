using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.FanOuts;

/// <summary>How many items an item sends to a child task, around the mean that the application gives.</summary>
/// <remarks>Implementations are immutable.</remarks>
public interface IFanOut
{
    /// <summary>Draws a number of items; at least 0.</summary>
    /// <param name="mean">Finite, at least 0.</param>
    /// <param name="stream">The edge's own stream.</param>
    int Draw(double mean, RandomStream stream);
}
