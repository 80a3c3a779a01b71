namespace Tangram.Profiling.Signatures;

/// <summary>How long a variant takes alone.</summary>
/// <param name="Batch">Items in the batch; at least 1.</param>
/// <param name="Milliseconds">The batch's latency; above 0.</param>
public readonly record struct SoloLatency(int Batch, double Milliseconds);
