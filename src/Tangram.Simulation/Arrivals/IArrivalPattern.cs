using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Arrivals;

/// <summary>How requests come, apart from how many: chosen by name, the same for every rate.</summary>
/// <remarks>Implementations are immutable: all that changes in a run is in the arrivals.</remarks>
public interface IArrivalPattern
{
    /// <summary>Starts a run's arrivals, at <see cref="Core.Time.Instant.Start"/>.</summary>
    /// <param name="ratePerSecond">Requests per second on average in the long run; to 10^9; none come at 0, nor below 10^-9, which is one in 30 years.</param>
    /// <param name="stream">The source's own stream.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not in that range.</exception>
    IArrivals Start(double ratePerSecond, RandomStream stream);
}
