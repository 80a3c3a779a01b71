namespace Tangram.Cli.Simulations;

/// <summary>What one segment did, on average over replications.</summary>
/// <param name="Id">The plan's id of the instance.</param>
/// <param name="Device">Number of the device it lies on.</param>
/// <param name="Variant">The variant it runs.</param>
/// <param name="Slices">Its compute slices.</param>
/// <param name="Batches">Batches that ran.</param>
/// <param name="MeanBatch">Their mean size.</param>
/// <param name="Utilization">Busy time of its processes over their time, 0..1.</param>
internal sealed record SegmentSummary(string Id, int Device, string Variant, int Slices, double Batches, double MeanBatch, double Utilization);
