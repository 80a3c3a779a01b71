using Tangram.Core.Profiles;

namespace Tangram.Planning;

/// <summary>How much of the latency objective a task takes, by what it runs on.</summary>
public static class Budgets
{
    // A mean of 8 items computed as 8.0000000001 still fills one batch of 8.
    private const double ItemTolerance = 1e-9;

    /// <summary>The latency a configuration counts with, in milliseconds [N].</summary>
    /// <remarks>
    /// A request brings <paramref name="itemsPerRequest"/> items to the task at once, and siblings queue behind each
    /// other: they fill ⌈items / batch⌉ batches, the last of which ends that many batch latencies later if one process
    /// serves them all. Instances and processes in parallel make it faster, so the figure is conservative. With at most
    /// one item per request it is the p95 latency itself, as in JigsawServe (arXiv 2603.08797) [P].
    /// </remarks>
    /// <param name="p95Milliseconds">p95 latency of a full batch.</param>
    /// <param name="batch">Most items in one batch; at least 1.</param>
    /// <param name="itemsPerRequest">Items one request brings to the task, on average; at least 0.</param>
    public static double EffectiveMilliseconds(double p95Milliseconds, int batch, double itemsPerRequest) =>
        p95Milliseconds * Math.Max(1, Math.Ceiling((itemsPerRequest / batch) - ItemTolerance));

    /// <summary>The latency a configuration counts with when a request brings <paramref name="itemsPerRequest"/> items, in milliseconds.</summary>
    public static double EffectiveMilliseconds(Siblings siblings, ProfileEntry entry, double itemsPerRequest)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return siblings == Siblings.Wait ? EffectiveMilliseconds(entry.P95Milliseconds, entry.Batch, itemsPerRequest) : entry.P95Milliseconds;
    }

    /// <summary>The operators' part of a budget, in milliseconds: operators of one request's items may run one after another [N].</summary>
    public static double OperatorMilliseconds(double millisecondsPerItem, double itemsPerRequest) => millisecondsPerItem * itemsPerRequest;
}
