using System.Text.Json.Serialization;

namespace Tangram.Core.Plans;

/// <summary>A segment that serves one variant at one maximum batch size.</summary>
/// <param name="Id">Unique within the plan, such as <c>detect-0</c>, or <c>ocr/detect-0</c> in a plan of several applications.</param>
/// <param name="Variant">The variant's name.</param>
/// <param name="DeviceModel">Model of the device it lies on.</param>
/// <param name="Profile">The partition profile's name.</param>
/// <param name="Concurrency">Processes sharing the segment.</param>
/// <param name="Batch">Most items in one batch.</param>
/// <param name="Slices">Compute slices taken.</param>
/// <param name="LatencyMilliseconds">p95 latency of a full batch, from the profile, times the slowdown.</param>
/// <param name="ItemsPerSecond">Throughput of the whole segment, from the profile, divided by the slowdown.</param>
/// <param name="MemoryMiB">Memory of the whole segment, from the profile.</param>
/// <param name="Serves">The tasks whose items it takes, at least one; several where applications share the variant.</param>
/// <param name="Slowdown">How many times longer than measured its batches are planned to take, for what runs beside it; at least 1. Null where the plan counts no neighbours, as in plans from before it could.</param>
public sealed record Instance(
    string Id,
    string Variant,
    string DeviceModel,
    string Profile,
    int Concurrency,
    int Batch,
    int Slices,
    double LatencyMilliseconds,
    double ItemsPerSecond,
    double MemoryMiB,
    IReadOnlyList<InstanceWork> Serves,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Slowdown = null)
{
    /// <summary>Whether it serves a task.</summary>
    public bool IsFor(string application, string task) =>
        Serves.Any(w => string.Equals(w.Application, application, StringComparison.Ordinal) && string.Equals(w.Task, task, StringComparison.Ordinal));

    /// <summary>The segment type as people write it, such as <c>1g.10gb×2</c>.</summary>
    [JsonIgnore]
    public string SegmentType => Concurrency == 1 ? Profile : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Profile}×{Concurrency}");
}
