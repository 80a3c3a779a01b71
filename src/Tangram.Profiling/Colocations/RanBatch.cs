namespace Tangram.Profiling.Colocations;

/// <summary>A batch that ran in a worker, by the worker's own account.</summary>
/// <param name="Variant">The variant's name.</param>
/// <param name="Batch">Items in it; at least 1.</param>
/// <param name="Share">Share of the device that its process runs on; above 0, at most 1.</param>
/// <param name="StartedNanoseconds">When inference began, on the machine's monotonic clock.</param>
/// <param name="EndedNanoseconds">When it ended; after <paramref name="StartedNanoseconds"/>.</param>
public sealed record RanBatch(string Variant, int Batch, double Share, long StartedNanoseconds, long EndedNanoseconds)
{
    /// <summary>How long it ran.</summary>
    public double Milliseconds => (EndedNanoseconds - StartedNanoseconds) / 1e6;

    /// <summary>What its latency alone depends on.</summary>
    internal (string Variant, int Batch, double Share) Kind => (Variant, Batch, Share);
}
