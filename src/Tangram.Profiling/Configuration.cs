using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;

namespace Tangram.Profiling;

/// <summary>One thing to measure: a variant on a segment type at a batch size.</summary>
internal sealed record Configuration(Variant Variant, SegmentType Type, int Batch)
{
    /// <summary>Measured batch latencies in milliseconds.</summary>
    public List<double> Runs { get; } = [];

    /// <summary>Measured items per second of the whole segment, a figure per run of all its processes together.</summary>
    public List<double> Throughputs { get; } = [];

    /// <summary>Highest resident memory of the whole segment up to and with its first batch of this size, in MiB.</summary>
    public double MemoryMiB { get; set; }

    /// <summary>Why it is not measured; null if it is.</summary>
    public string? Skipped { get; set; }

    public override string ToString() => $"{Variant.Name} on {Type}, batch {Batch}";

    public ProfileEntry ToEntry() => new(
        Variant.Name,
        Type.Profile.Name,
        Type.Concurrency,
        Batch,
        Percentiles.Of(Runs, 50),
        Percentiles.Of(Runs, 95),
        Percentiles.Of(Runs, 99),
        Percentiles.Of(Throughputs, 50),
        MemoryMiB,
        [.. Runs]);
}
