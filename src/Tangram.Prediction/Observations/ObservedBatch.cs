namespace Tangram.Prediction.Observations;

/// <summary>A batch of which rows are being read.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Own">What ran.</param>
/// <param name="Solo">Its latency alone, in ms.</param>
/// <param name="Latency">Its latency, in ms.</param>
/// <param name="Started">When it started, in seconds; null where that is not said.</param>
/// <param name="Line">The line of its first row.</param>
internal sealed record ObservedBatch(string Id, Runner Own, double Solo, double Latency, double? Started, int Line)
{
    /// <summary>What ran beside it, in the order of the rows.</summary>
    public List<ObservedCoRunner> Beside { get; } = [];

    /// <summary>Whether a row says that it ran alone.</summary>
    public bool IsAlone { get; set; }

    /// <summary>The first column in which another row of the same batch says something else about it; null where none does.</summary>
    public string? DifferenceTo(ObservedBatch other) =>
        !string.Equals(Own.Signature.Variant, other.Own.Signature.Variant, StringComparison.Ordinal) ? ObservationColumns.Variant
        : Own.Batch != other.Own.Batch ? ObservationColumns.Batch
        : !Own.Share.Equals(other.Own.Share) ? ObservationColumns.Share
        : !Solo.Equals(other.Solo) ? ObservationColumns.Solo
        : !Own.Signature.L2.Equals(other.Own.Signature.L2) ? ObservationColumns.L2
        : !Own.Signature.Dram.Equals(other.Own.Signature.Dram) ? ObservationColumns.Dram
        : !Latency.Equals(other.Latency) ? ObservationColumns.Latency
        : !Nullable.Equals(Started, other.Started) ? ObservationColumns.Started
        : null;

    /// <summary>The observation, with co-runners in the order in which they came.</summary>
    public Observation Ended() => new(Id, Own, Solo, Latency, Beside.Count < 2 ? [.. Beside] : [.. Beside.OrderBy(b => b.Presence.From)], Started);
}
