using Tangram.Core.Devices;

namespace Tangram.Planning.Neighbours;

/// <summary>What fills a device beside a segment.</summary>
internal interface INeighbourFill
{
    /// <summary>What all of it together adds to how many times longer a batch takes; at least 0.</summary>
    /// <param name="own">The batch.</param>
    /// <param name="size">The partition profile that it runs on.</param>
    double Added(NeighbourRunner own, PartitionProfile size);
}
