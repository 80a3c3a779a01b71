namespace Tangram.Simulation.Statistics;

/// <summary>A bar of a <see cref="LatencyHistogram"/>: how many values lie from one time to below another.</summary>
/// <param name="From">The least value it holds.</param>
/// <param name="To">Just above the largest it holds; for the last bar that a histogram can have, values above it are in it as well.</param>
/// <param name="Count">Values; at least 1.</param>
public readonly record struct HistogramBucket(TimeSpan From, TimeSpan To, long Count);
