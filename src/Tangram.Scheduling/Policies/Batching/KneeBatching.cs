using Tangram.Core.Catalogs;
using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies.Batching;

/// <summary>Fills batches up to the segment's knee, beyond which larger ones gain little, and waits for that no longer than the task's instances need to take turns.</summary>
/// <remarks>PREBA's batching [P]: the batch that reaches the knee, and T_knee divided by the number of instances as the longest wait. The knee is where throughput is within 20 % of its plateau, as in PARIS [R].</remarks>
public sealed class KneeBatching : IBatchingPolicy, ICatalogued<KneeBatching, IBatchingPolicy>
{
    /// <inheritdoc/>
    public static string Name => "knee";

    /// <inheritdoc/>
    public static IBatchingPolicy Create(Settings settings) => new KneeBatching();

    /// <inheritdoc/>
    public BatchDecision Decide(in BatchQuestion question)
    {
        var knee = question.Segment.Latency.Knee;
        return question.Queue.Count >= knee
            ? BatchDecision.Run(knee)
            : TimeoutBatching.Wait(question, question.Slowdown.Expected(question.Segment.Latency.Of(knee)) / question.Instances, new Instant(long.MaxValue));
    }
}
