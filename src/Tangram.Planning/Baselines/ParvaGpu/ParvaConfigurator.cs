namespace Tangram.Planning.Baselines.ParvaGpu;

/// <summary>ParvaGPU's segment configurator (SC'24; read in <c>configurator.c</c> of its public code [C]).</summary>
internal static class ParvaConfigurator
{
    /// <summary>Chooses the points of a service; null where no configuration is fast enough.</summary>
    /// <remarks>
    /// Fast enough is a latency below 0.45 of the objective there; here the queueing factor says which fraction, 2.2222 for the same.
    /// A rate that fills a whole number of segments leaves one of them to the second step, as there, so that there always is a last segment.
    /// </remarks>
    /// <param name="service">The service.</param>
    /// <param name="pool">The pool of devices.</param>
    /// <param name="sizes">The sizes, by place in the device's list, the smallest first.</param>
    public static ParvaService? Configure(Service service, int pool, IReadOnlyList<int> sizes)
    {
        var best = new List<Configuration>();
        foreach (var size in sizes)
        {
            // Below, not at most. The first of several as good stays: fewer processes are listed first, as smaller batches are there.
            var fast = service.Ways.Where(w => w.Configuration.Pool == pool && w.Configuration.Size == size && w.BudgetMilliseconds < service.BudgetMilliseconds)
                .OrderBy(w => w.Configuration.Entry.Batch).ThenBy(w => w.Configuration.Entry.Concurrency).Select(w => w.Configuration);
            if (fast.MaxBy(c => c.ItemsPerSecond) is { } found)
            {
                best.Add(found);
            }
        }

        if (best.MaxBy(c => c.ItemsPerSecond / c.Slices) is not { } optimal)
        {
            return null;
        }

        var copies = Math.Max(0, (int)Math.Ceiling(service.ItemsPerSecond * (1 - Tolerance.Rate) / optimal.ItemsPerSecond) - 1);
        var rest = service.ItemsPerSecond - (copies * optimal.ItemsPerSecond);
        var last = best.First(c => Tolerance.Covers(c.ItemsPerSecond, rest));
        return new ParvaService(service, optimal, copies, last, best.ToDictionary(c => c.Slices));
    }
}
