using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Policies.Batching;

/// <summary>Runs whatever waits, up to the segment's batch size.</summary>
public sealed class GreedyBatching : IBatchingPolicy, ICatalogued<GreedyBatching, IBatchingPolicy>
{
    /// <inheritdoc/>
    public static string Name => "greedy";

    /// <inheritdoc/>
    public static IBatchingPolicy Create(Settings settings) => new GreedyBatching();

    /// <inheritdoc/>
    public BatchDecision Decide(in BatchQuestion question) => BatchDecision.Run(Math.Min(question.Queue.Count, question.Segment.MaxBatch));
}
