namespace Tangram.Planning.Neighbours;

/// <summary>How many times its latency alone a configuration is counted, for what runs beside it on its device.</summary>
/// <param name="DeviceModel">The device model's name.</param>
/// <param name="Variant">The variant's name.</param>
/// <param name="Profile">The partition profile's name.</param>
/// <param name="Concurrency">Processes sharing the segment.</param>
/// <param name="Batch">Most items in one batch.</param>
/// <param name="Factor">How many times longer a batch takes, and fewer items the segment completes; at least 1, finite.</param>
public sealed record NeighbourFactor(string DeviceModel, string Variant, string Profile, int Concurrency, int Batch, double Factor)
{
    /// <summary>How many times longer a batch takes, and fewer items the segment completes; at least 1, finite; to six decimals, which is what a plan's file holds.</summary>
    public double Factor { get; } = Math.Round(QueueingFactors.AtLeastOne(Factor), 6);
}
