using Tangram.Core.Files;

namespace Tangram.Core.Profiles;

/// <summary>The measured latencies, throughputs and memory of variants on one device model. The content of <c>profile.json</c>.</summary>
/// <param name="Version">The format's version, 1.</param>
/// <param name="Application">The application whose variants were measured; null for a common profile, whose variants any application may use.</param>
/// <param name="Device">The device model's name.</param>
/// <param name="Slices">Compute slices of the device measured.</param>
/// <param name="Machine">The machine's line: processor, cores, memory, kernel.</param>
/// <param name="MeasuredAt">When the measurement ended, ISO 8601 in UTC.</param>
/// <param name="Effort">How much was measured: <c>glance</c>, <c>quick</c> or <c>full</c>.</param>
/// <param name="Models">What was measured: a fingerprint of each variant's model and input, by variant.</param>
/// <param name="Complete">False while a measurement is under way or was broken off; it can be resumed.</param>
/// <param name="Entries">One per configuration measured.</param>
/// <param name="Skipped">Configurations left out, with the reason.</param>
/// <param name="Operators">What happens between the models.</param>
/// <param name="Signatures">What each variant takes of what segments share; null where that is not known, as in profiles from before it was measured.</param>
/// <param name="MemorySystem">What the signatures are a share of; null where that is not known.</param>
/// <param name="SlicesPerCore">Slices of each core of a CPU, at least 1; 1 for other devices, and in profiles from before cores could be cut.</param>
public sealed record ProfileTable(
    int Version,
    string? Application,
    string Device,
    int Slices,
    string Machine,
    string MeasuredAt,
    string Effort,
    IReadOnlyDictionary<string, string> Models,
    bool Complete,
    IReadOnlyList<ProfileEntry> Entries,
    IReadOnlyList<SkippedEntry> Skipped,
    IReadOnlyList<OperatorTime> Operators,
    IReadOnlyList<VariantSignature>? Signatures = null,
    MemorySystem? MemorySystem = null,
    int SlicesPerCore = 1) : IVersioned
{
    /// <summary>The entry measured for a configuration, or null.</summary>
    public ProfileEntry? Find(string variant, string profile, int concurrency, int batch) =>
        Entries.FirstOrDefault(e =>
            e.Batch == batch && e.Concurrency == concurrency
            && string.Equals(e.Variant, variant, StringComparison.Ordinal)
            && string.Equals(e.Profile, profile, StringComparison.Ordinal));

    /// <summary>What a variant takes of what segments share, or null where that is not known.</summary>
    public VariantSignature? SignatureOf(string variant) => Signatures?.FirstOrDefault(s => string.Equals(s.Variant, variant, StringComparison.Ordinal));

    /// <summary>The p95 cost of a step in milliseconds per item; 0 where it was not measured.</summary>
    public double OperatorMilliseconds(string step, string? variant = null) =>
        Operators.FirstOrDefault(o => string.Equals(o.Step, step, StringComparison.Ordinal) && string.Equals(o.Variant, variant, StringComparison.Ordinal))
            ?.P95Milliseconds ?? 0;
}
