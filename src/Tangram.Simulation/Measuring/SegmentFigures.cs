namespace Tangram.Simulation.Measuring;

/// <summary>What one segment did from the end of the warm-up to the end of arrivals.</summary>
/// <param name="Id">The plan's id of the instance.</param>
/// <param name="Device">The device it lies on.</param>
/// <param name="Variant">The variant it runs.</param>
/// <param name="Slices">Its compute slices.</param>
/// <param name="Batches">Batches that started in that time and ran to their end.</param>
/// <param name="MeanBatch">Their mean size; 0 where none ran.</param>
/// <param name="Utilization">Busy time of its processes over their time, 0..1.</param>
public sealed record SegmentFigures(string Id, int Device, string Variant, int Slices, long Batches, double MeanBatch, double Utilization);
