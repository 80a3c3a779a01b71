using Tangram.Core.Catalogs;
using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies.Batching;

/// <summary>Waits for a fuller batch as long as the most urgent item's request can still be answered in time, but never longer than a cap.</summary>
public sealed class DeadlineBatching(TimeSpan longestWait) : IBatchingPolicy, ICatalogued<DeadlineBatching, IBatchingPolicy>
{
    /// <inheritdoc/>
    public static string Name => "deadline";

    /// <summary>Setting <c>longest-wait-ms</c>: whole milliseconds an item waits for company at most, 50 unless given.</summary>
    public static IBatchingPolicy Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new DeadlineBatching(TimeSpan.FromMilliseconds(settings.Count("longest-wait-ms", fallback: 50, min: 0)));
    }

    /// <inheritdoc/>
    public BatchDecision Decide(Instant now, IReadOnlyList<WorkItem> queue, Segment segment, TimeSpan after)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(segment);

        var size = Math.Min(queue.Count, segment.MaxBatch);
        if (size == segment.MaxBatch)
        {
            return BatchDecision.Run(size);
        }

        // Waiting is worth it only for a batch one larger, so that is the run time to leave room for.
        var urgent = queue[0];
        var latestStart = urgent.Deadline + -(segment.Latency.Of(size + 1) + after);
        var patience = queue.Min(i => i.CreatedAt) + longestWait;
        var until = patience < latestStart ? patience : latestStart;
        return until <= now ? BatchDecision.Run(size) : BatchDecision.WaitUntil(until);
    }
}
