using Tangram.Core.Catalogs;
using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies.Batching;

/// <summary>Waits for a full batch, but no item longer than a fixed time.</summary>
/// <remarks>The dynamic batcher of Clipper and Triton, with their maximum queue delay.</remarks>
public sealed class TimeoutBatching(TimeSpan longestWait) : IBatchingPolicy, ICatalogued<TimeoutBatching, IBatchingPolicy>
{
    /// <inheritdoc/>
    public static string Name => "timeout";

    /// <summary>Setting <c>wait-ms</c>: whole milliseconds an item waits for company at most, 5 unless given.</summary>
    public static IBatchingPolicy Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new TimeoutBatching(TimeSpan.FromMilliseconds(settings.Count("wait-ms", fallback: 5, min: 0)));
    }

    /// <inheritdoc/>
    public BatchDecision Decide(in BatchQuestion question) => Wait(question, longestWait, new Instant(long.MaxValue));

    /// <summary>Runs a full batch at once, and another when its oldest item has waited for so long or an instant comes.</summary>
    internal static BatchDecision Wait(in BatchQuestion question, TimeSpan longest, Instant latest)
    {
        var size = Math.Min(question.Queue.Count, question.Segment.MaxBatch);
        if (size == question.Segment.MaxBatch)
        {
            return BatchDecision.Run(size);
        }

        var until = latest;
        for (var i = 0; i < question.Queue.Count; i++)
        {
            var patience = question.Queue[i].CreatedAt + longest;
            until = patience < until ? patience : until;
        }

        return until <= question.Now ? BatchDecision.Run(size) : BatchDecision.WaitUntil(until);
    }
}
