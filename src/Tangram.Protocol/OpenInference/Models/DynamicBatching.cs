namespace Tangram.Protocol.OpenInference.Models;

/// <summary>How items are batched.</summary>
/// <param name="MaxQueueDelay">How long an item may wait for others.</param>
/// <param name="PreferredSizes">Sizes worth waiting for; empty where only the delay and the largest batch count.</param>
public sealed record DynamicBatching(TimeSpan MaxQueueDelay, IReadOnlyList<int> PreferredSizes);
