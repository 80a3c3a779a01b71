namespace Tangram.Profiling.Colocations;

/// <summary>How much a measurement of batches beside each other measures.</summary>
/// <param name="Name">The name users know it by.</param>
/// <param name="Duration">How long is measured, once all workers are warm; above 0.</param>
/// <param name="Batches">Batch sizes, ascending; at least one.</param>
/// <param name="LongestBatch">A batch size that would run longer alone is left out; the smallest never is.</param>
public sealed record ColocationEffort(string Name, TimeSpan Duration, IReadOnlyList<int> Batches, TimeSpan LongestBatch)
{
    /// <summary>A minute, and batches of up to four.</summary>
    public static ColocationEffort Full { get; } = new("full", TimeSpan.FromSeconds(60), [1, 2, 4], TimeSpan.FromMilliseconds(250));

    /// <summary>A quarter of a minute, and batches of one.</summary>
    public static ColocationEffort Quick { get; } = new("quick", TimeSpan.FromSeconds(15), [1], TimeSpan.FromMilliseconds(250));
}
