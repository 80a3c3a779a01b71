using Tangram.Planning.Neighbours;

namespace Tangram.Planning.Tests.Problems;

/// <summary>Effects by pair of variants; a pair that is not there does nothing to each other.</summary>
internal sealed class PairTable(params (string Own, string Other, double Added)[] pairs) : INeighbourEffects
{
    public double Added(NeighbourRunner own, NeighbourRunner other) => pairs.FirstOrDefault(p => p.Own == own.Variant && p.Other == other.Variant).Added;
}
