namespace Tangram.Planning.Milp;

/// <summary>Combinations under which a task's segments have the same latencies.</summary>
/// <param name="Items">Items per request that the latencies go by.</param>
/// <param name="Combinations">The combinations' places; null where it is all of them.</param>
internal sealed record MilpRegime(double Items, IReadOnlySet<int>? Combinations);
