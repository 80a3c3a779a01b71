namespace Tangram.Planning.Exact;

/// <summary>Segments that carry one variant's items within a latency.</summary>
/// <param name="Step">What they may be.</param>
/// <param name="Weight">What they weigh.</param>
/// <param name="Capacity">Items per second they carry.</param>
/// <param name="Counts">How many of each kind; null while only the weight matters.</param>
internal sealed record Cover(Step Step, int Weight, double Capacity, int[]? Counts);
