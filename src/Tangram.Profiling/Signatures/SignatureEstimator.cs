using Tangram.Core.Applications;
using Tangram.Core.Profiles;
using Tangram.Profiling.Onnx;

namespace Tangram.Profiling.Signatures;

/// <summary>Estimates what variants take of memory and the last cache, from their model files and their latencies alone.</summary>
/// <remarks>
/// [N]. <c>dram</c> is the bytes that the model's nodes read and write and that a core's own cache does not hold from one node to the next, over the latency
/// and the measured memory bandwidth: an upper estimate, as though the last cache held nothing. <c>l2</c> is the weights and the activations alive at once
/// over the size of the last cache: how much of it the variant fills. Both are cut off at 1. They order variants; they are not what counters would show.
/// </remarks>
public static class SignatureEstimator
{
    // Counted with where the system does not tell.
    private const double UsualLastCacheMiB = 32;
    private const double UsualCoreCacheMiB = 1;

    /// <summary>Estimates the signature of a variant; null where its model file cannot be counted.</summary>
    /// <param name="variant">The variant; has a model.</param>
    /// <param name="alone">Its latency alone.</param>
    /// <param name="memory">The machine's memory.</param>
    public static VariantSignature? Estimate(Variant variant, SoloLatency alone, MemorySystem memory)
    {
        ArgumentNullException.ThrowIfNull(variant);
        ArgumentNullException.ThrowIfNull(memory);
        try
        {
            var model = OnnxReader.Read(File.ReadAllBytes(variant.Model));
            var core = (memory.CoreCacheMiB ?? UsualCoreCacheMiB) * 1048576;
            var one = GraphCost.Of(model, Shape(variant, 1), core);
            var batch = alone.Batch == 1 ? one : GraphCost.Of(model, Shape(variant, alone.Batch), core);
            var bandwidth = batch.BytesPastCore / (alone.Milliseconds / 1000) / (memory.GigabytesPerSecond * 1e9);
            var filled = one.FootprintBytes / ((memory.LastCacheMiB ?? UsualLastCacheMiB) * 1048576);
            return new VariantSignature(variant.Name, Share(filled), Share(bandwidth), VariantSignature.Estimated, one.Bytes, one.Operations);
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            // The runtime has loaded it, so it is a model, of a kind that cannot be counted: better no figure than a wrong one.
            return null;
        }
    }

    /// <summary>The signatures of all variants that a profile has measured with one process; those whose model cannot be counted are left out.</summary>
    /// <param name="application">The application.</param>
    /// <param name="entries">What was measured; of each variant the smallest segment and batch count.</param>
    /// <param name="memory">The machine's memory.</param>
    public static IReadOnlyList<VariantSignature> Estimate(Application application, IReadOnlyList<ProfileEntry> entries, MemorySystem memory)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(entries);
        return [.. application.Tasks.SelectMany(t => t.Variants).Select(v => Measured(v, entries) is { } alone ? Estimate(v, alone, memory) : null).OfType<VariantSignature>()];
    }

    // Entries are in order of segments, those of fewest slices first.
    private static SoloLatency? Measured(Variant variant, IReadOnlyList<ProfileEntry> entries)
    {
        var own = entries.Where(e => e.Concurrency == 1 && string.Equals(e.Variant, variant.Name, StringComparison.Ordinal)).ToList();
        return own.Where(e => string.Equals(e.Profile, own[0].Profile, StringComparison.Ordinal)).MinBy(e => e.Batch) is { } entry ? new SoloLatency(entry.Batch, entry.P50Milliseconds) : null;
    }

    private static long[] Shape(Variant variant, int batch) => [batch, .. variant.Input.Select(size => (long)size)];

    private static double Share(double value) => Math.Round(Math.Clamp(value, 0, 1), 4);
}
