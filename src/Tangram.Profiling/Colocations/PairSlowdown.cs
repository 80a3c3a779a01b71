namespace Tangram.Profiling.Colocations;

/// <summary>How much slower batches of a variant are beside one other.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Share">Share of the device that it runs on; above 0, at most 1.</param>
/// <param name="CoVariant">What runs beside it.</param>
/// <param name="CoShare">Share of the device that this runs on. Where both shares are 1, they run on the same cores.</param>
/// <param name="Batches">Batches seen; at least 1.</param>
/// <param name="MedianSlowdown">Latency over latency alone: the median.</param>
/// <param name="P95Slowdown">What 95 % stay within.</param>
public sealed record PairSlowdown(string Variant, double Share, string CoVariant, double CoShare, int Batches, double MedianSlowdown, double P95Slowdown);
