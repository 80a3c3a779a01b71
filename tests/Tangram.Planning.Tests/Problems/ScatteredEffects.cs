using Tangram.Planning.Neighbours;

namespace Tangram.Planning.Tests.Problems;

/// <summary>Effects that look random and are the same in every run: of a pair, and more the larger batches and shares are.</summary>
internal sealed class ScatteredEffects(int seed) : INeighbourEffects
{
    private static readonly double[] OfPairs = [-0.1, 0, 0, 0.05, 0.1, 0.25, 0.5];

    public double Added(NeighbourRunner own, NeighbourRunner other)
    {
        var number = own.Variant.Concat(".").Concat(other.Variant).Aggregate((seed & 0xFFFF) + 7, (sum, letter) => ((sum * 31) + letter) % 1_000_003);
        return OfPairs[number % OfPairs.Length] * (1 + (0.1 * other.Batch)) * (1 + other.Share) * (2 - own.Share);
    }
}
