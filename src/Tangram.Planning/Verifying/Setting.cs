namespace Tangram.Planning.Verifying;

/// <summary>What a candidate is planned with.</summary>
/// <param name="Factors">The queueing factors.</param>
/// <param name="Reserve">Fraction of throughput left free.</param>
internal sealed record Setting(QueueingFactors Factors, double Reserve);
