namespace Tangram.Planning.Neighbours;

/// <summary>How much batches slow each other down that run in different segments of one device.</summary>
/// <remarks>Pure: the same two give the same answer. What several neighbours do adds up.</remarks>
public interface INeighbourEffects
{
    /// <summary>What one process of a neighbour that runs all the time adds to how many times longer than alone a batch takes; finite, what is below 0 counts as 0.</summary>
    /// <param name="own">The batch that is slowed down.</param>
    /// <param name="other">What the neighbour's process runs.</param>
    double Added(NeighbourRunner own, NeighbourRunner other);
}
