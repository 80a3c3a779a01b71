using Tangram.Core.Catalogs;
using Tangram.Planning.Baselines;
using Tangram.Planning.Baselines.Paris;

namespace Tangram.Planning.Planners;

/// <summary>PARIS (arXiv 2202.13481): heterogeneous segments from the distribution of batch sizes and each size's knee [R, the knee P].</summary>
/// <remarks>
/// There it cuts given GPUs for one model. Here every task is a model with its most accurate variant and an equal share of the latency objective; their needs
/// are put together, each by its rate; and the fewest devices are cut so that every task's rate is carried [N]. One process per segment. A configuration that
/// does not keep to the share is none, so a size's knee is at most its largest batch in time [N].
/// </remarks>
/// <param name="batches">How large queries are.</param>
internal sealed class ParisPlanner(BatchSizes batches) : IPlanner, ICatalogued<ParisPlanner, IPlanner>
{
    /// <inheritdoc/>
    public static string Name => "paris";

    /// <inheritdoc/>
    public static string Description => "PARIS (arXiv 2202.13481): sizes in proportion to the batches that each serves best, log-normal batch sizes up to 32 [R, the knee P]";

    /// <inheritdoc/>
    public static IPlanner Create(Settings settings) => new ParisPlanner(new BatchSizes(settings));

    /// <inheritdoc/>
    public PlanningOutcome Plan(PlanningProblem problem, CancellationToken cancellationToken) => Baseline.Plan(problem, Name, (read, pool) => Decide(read, pool, cancellationToken));

    private PoolAnswer Decide(BaselineProblem read, int pool, CancellationToken cancellationToken)
    {
        var sizes = Sizes.Of(read.Device(pool));
        var services = new List<ParisService>();
        foreach (var service in read.Services)
        {
            if (ParisService.Of(service, service.Within(pool).Where(IsKnown), batches) is not { } found)
            {
                return Baseline.NoWay(read, pool, service, "any segment with one process", service.Ways.Where(IsKnown));
            }

            services.Add(found);
        }

        return services.Count == 0 ? new PoolAnswer.Planned([]) : Cut(read, pool, services, cancellationToken);

        bool IsKnown(Way way) => sizes.Contains(way.Configuration.Size) && way.Configuration.Entry.Concurrency == 1;
    }

    private static PoolAnswer Cut(BaselineProblem read, int pool, IReadOnlyList<ParisService> services, CancellationToken cancellationToken)
    {
        var device = read.Device(pool);
        var kinds = services.SelectMany(s => s.Kinds).ToList();
        var busy = kinds.Sum(k => k.Busy * k.Configuration.Slices);
        var least = Math.Max(1, (int)Math.Min(int.MaxValue, Math.Ceiling(busy / device.ComputeSlices)));
        for (var devices = least; devices <= read.Problem.Inventory.Pools[pool].Count; devices++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ideal = ParisRatios.Instances([.. kinds.Select(k => k.Busy)], [.. kinds.Select(k => k.Configuration.Slices)], (double)devices * device.ComputeSlices);
            if (ParisRepair.Whole(device, devices, [.. kinds.Select((k, i) => (k.Configuration.Size, ideal[i]))]) is { } counts && Carries(services, counts))
            {
                return new PoolAnswer.Planned([.. services.SelectMany(s => s.Kinds.Select(k => (s.Service, k.Configuration))).Select((x, i) => x.Service.Group(x.Configuration, counts[i]))]);
            }
        }

        return Baseline.TooFewDevices(read, pool, Math.Max(kinds.Count, (int)Math.Min(int.MaxValue, Math.Ceiling(kinds.Sum(k => k.Busy)))));
    }

    private static bool Carries(IReadOnlyList<ParisService> services, IReadOnlyList<int> counts)
    {
        var next = 0;
        foreach (var service in services)
        {
            var throughput = 0.0;
            foreach (var (configuration, _) in service.Kinds)
            {
                throughput += counts[next++] * configuration.ItemsPerSecond;
            }

            if (!Tolerance.Covers(throughput, service.Service.ItemsPerSecond))
            {
                return false;
            }
        }

        return true;
    }
}
