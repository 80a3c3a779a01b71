using Tangram.Planning.Neighbours;
using Tangram.Simulation.Interference;

namespace Tangram.Cli.Plans;

/// <summary>Neighbours as a recording has them: what a variant does to another, whatever their batches and segments.</summary>
internal sealed class RecordedEffects(RecordedInterference law) : INeighbourEffects
{
    /// <inheritdoc/>
    public double Added(NeighbourRunner own, NeighbourRunner other) => law.Added(own.Variant, other.Variant);
}
