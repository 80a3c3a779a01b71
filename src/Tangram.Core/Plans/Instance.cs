namespace Tangram.Core.Plans;

/// <summary>A segment that serves one variant at one maximum batch size.</summary>
/// <param name="Id">Unique within the plan, such as <c>detect-0</c>.</param>
/// <param name="Application">The application's name.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Variant">The variant's name.</param>
/// <param name="Profile">The partition profile's name.</param>
/// <param name="Concurrency">Processes sharing the segment.</param>
/// <param name="Batch">Most items in one batch.</param>
/// <param name="Slices">Compute slices taken.</param>
/// <param name="LatencyMilliseconds">p95 latency of a full batch, from the profile.</param>
/// <param name="ItemsPerSecond">Throughput of the whole segment, from the profile.</param>
/// <param name="MemoryMiB">Memory of the whole segment, from the profile.</param>
public sealed record Instance(
    string Id,
    string Application,
    string Task,
    string Variant,
    string Profile,
    int Concurrency,
    int Batch,
    int Slices,
    double LatencyMilliseconds,
    double ItemsPerSecond,
    double MemoryMiB);
