namespace Tangram.Prediction.Observations;

/// <summary>The columns of a file of observations, by the names its header gives them.</summary>
internal static class ObservationColumns
{
    public const string BatchId = "batch_id";
    public const string Variant = "variant";
    public const string Batch = "batch";
    public const string Share = "share";
    public const string Solo = "solo_ms";
    public const string L2 = "l2";
    public const string Dram = "dram";
    public const string CoVariant = "co_variant";
    public const string CoBatch = "co_batch";
    public const string CoShare = "co_share";
    public const string CoL2 = "co_l2";
    public const string CoDram = "co_dram";
    public const string Overlap = "overlap";
    public const string Latency = "latency_ms";
    public const string Started = "started_s";
    public const string CoFrom = "co_from";
    public const string ExpectedOverlap = "expected_overlap";

    /// <summary>Those a file must have, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Required { get; } = [BatchId, Variant, Batch, Share, Solo, L2, Dram, CoVariant, CoBatch, CoShare, CoL2, CoDram, Overlap, Latency];

    /// <summary>All that are known, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. Required, Started, CoFrom, ExpectedOverlap];

    /// <summary>Those that are empty, or 0 where <see cref="MayBeZero"/> says so, in the row of a batch that ran alone.</summary>
    public static IReadOnlyList<string> OfCoRunner { get; } = [CoVariant, CoBatch, CoShare, CoL2, CoDram, Overlap, CoFrom, ExpectedOverlap];

    /// <summary>Whether a 0 says as much as nothing in the row of a batch that ran alone.</summary>
    public static bool MayBeZero(string column) => column is Overlap or CoFrom or ExpectedOverlap;
}
