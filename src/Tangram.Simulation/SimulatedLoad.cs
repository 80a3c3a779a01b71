using Tangram.Simulation.Arrivals;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation;

/// <summary>What comes in for one application.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="LatencyObjective">Time from arrival within which each request must be answered.</param>
/// <param name="Start">Starts its arrivals with the load's own stream.</param>
public sealed record SimulatedLoad(string Application, TimeSpan LatencyObjective, Func<RandomStream, IArrivals> Start)
{
    /// <summary>Draws the size of a request's first items (see <see cref="Scheduling.WorkItem.Size"/>) with a stream of its own; all are 1 unless given.</summary>
    public Func<RandomStream, int>? Size { get; init; }

    /// <summary>Time that reading a request takes before it reaches its first tasks.</summary>
    public TimeSpan Entry { get; init; }

    /// <summary>Time that composing an answer takes after its last item.</summary>
    public TimeSpan Answer { get; init; }
}
