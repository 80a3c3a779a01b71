namespace Tangram.Prediction.Serving;

/// <summary>A segment as far as slowdowns are foreseen for it.</summary>
/// <param name="Device">Number of its device, from 0.</param>
/// <param name="Signature">Its variant and what that takes.</param>
/// <param name="Share">Its share of the device; above 0, at most 1.</param>
/// <param name="Processes">Its processes; at least 1.</param>
/// <param name="Solo">How long batches take alone, by their items less one; at least one, each above zero.</param>
public sealed record ForeseenSegment(int Device, Signature Signature, double Share, int Processes, IReadOnlyList<TimeSpan> Solo);
