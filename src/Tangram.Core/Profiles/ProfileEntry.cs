namespace Tangram.Core.Profiles;

/// <summary>What was measured for one variant on one segment type at one batch size.</summary>
/// <param name="Variant">The variant's name.</param>
/// <param name="Profile">The partition profile's name.</param>
/// <param name="Concurrency">Processes sharing the segment.</param>
/// <param name="Batch">Items in a batch.</param>
/// <param name="P50Milliseconds">Median latency of a batch.</param>
/// <param name="P95Milliseconds">Latency of a batch that 95 % stay within; what the planner counts with [P].</param>
/// <param name="P99Milliseconds">Latency of a batch that 99 % stay within.</param>
/// <param name="ItemsPerSecond">Throughput of the whole segment, all its processes together.</param>
/// <param name="MemoryMiB">Memory of the whole segment, all its processes together.</param>
/// <param name="RunMilliseconds">The measured runs the percentiles come from, in the order they ran.</param>
public sealed record ProfileEntry(
    string Variant,
    string Profile,
    int Concurrency,
    int Batch,
    double P50Milliseconds,
    double P95Milliseconds,
    double P99Milliseconds,
    double ItemsPerSecond,
    double MemoryMiB,
    IReadOnlyList<double> RunMilliseconds);
