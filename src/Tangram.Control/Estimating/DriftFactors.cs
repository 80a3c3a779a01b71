using Tangram.Core.Profiles;

namespace Tangram.Control.Estimating;

/// <summary>How many times as long as measured batches are counted to run, by variant and segment type.</summary>
/// <param name="Known">The factors taken over; above 0.</param>
public sealed record DriftFactors(IReadOnlyDictionary<(string Variant, string SegmentType), double> Known)
{
    /// <summary>Everything runs as measured.</summary>
    public static DriftFactors None { get; } = new(new Dictionary<(string, string), double>());

    /// <summary>The factor of a variant on a segment type: its own, else the median of the variant's, else 1; above 0.</summary>
    public double Of(string variant, string segmentType) =>
        Known.TryGetValue((variant, segmentType), out var own) ? own
        : Known.Where(k => string.Equals(k.Key.Variant, variant, StringComparison.Ordinal)).Select(k => k.Value).ToList() is { Count: > 0 } others ? Middle.Of(others)
        : 1;

    /// <summary>A profile as measured, with the factors counted in: latencies times them, throughputs divided by them.</summary>
    public ProfileTable ApplyTo(ProfileTable measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        return Known.Count == 0 ? measured : measured with { Entries = [.. measured.Entries.Select(Refresh)] };
    }

    private ProfileEntry Refresh(ProfileEntry entry)
    {
        var factor = Of(entry.Variant, SegmentType(entry));
        return entry with
        {
            P50Milliseconds = entry.P50Milliseconds * factor,
            P95Milliseconds = entry.P95Milliseconds * factor,
            P99Milliseconds = entry.P99Milliseconds * factor,
            ItemsPerSecond = entry.ItemsPerSecond / factor,
            RunMilliseconds = [.. entry.RunMilliseconds.Select(r => r * factor)],
        };
    }

    // As Instance.SegmentType writes it.
    private static string SegmentType(ProfileEntry entry) => entry.Concurrency == 1 ? entry.Profile : FormattableString.Invariant($"{entry.Profile}×{entry.Concurrency}");
}
