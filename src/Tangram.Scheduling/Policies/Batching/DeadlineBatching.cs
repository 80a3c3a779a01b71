using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Policies.Batching;

/// <summary>Waits for a fuller batch as long as the most urgent item can still be through its task when it should, but never longer than a cap.</summary>
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
    public BatchDecision Decide(in BatchQuestion question)
    {
        var size = Math.Min(question.Queue.Count, question.Segment.MaxBatch);

        // Waiting is worth it only for a batch one larger, so that is the run time to leave room for.
        var latestStart = question.Due + -question.Slowdown.Bound(question.Segment.Latency.Of(size + 1));
        return TimeoutBatching.Wait(question, longestWait, latestStart);
    }
}
