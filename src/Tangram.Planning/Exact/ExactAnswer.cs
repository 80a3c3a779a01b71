namespace Tangram.Planning.Exact;

/// <summary>What the solver found.</summary>
/// <param name="Fleet">The best plan known; null where none is.</param>
/// <param name="IsProven">Whether there is no better one, or none at all.</param>
internal sealed record ExactAnswer(Fleet? Fleet, bool IsProven);
