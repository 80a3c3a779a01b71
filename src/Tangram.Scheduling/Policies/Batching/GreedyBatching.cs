using Tangram.Core.Catalogs;
using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies.Batching;

/// <summary>Runs whatever waits, up to the segment's batch size.</summary>
public sealed class GreedyBatching : IBatchingPolicy, ICatalogued<GreedyBatching, IBatchingPolicy>
{
    /// <inheritdoc/>
    public static string Name => "greedy";

    /// <inheritdoc/>
    public static IBatchingPolicy Create(Settings settings) => new GreedyBatching();

    /// <inheritdoc/>
    public BatchDecision Decide(Instant now, IReadOnlyList<WorkItem> queue, Segment segment, TimeSpan after)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(segment);
        return BatchDecision.Run(Math.Min(queue.Count, segment.MaxBatch));
    }
}
