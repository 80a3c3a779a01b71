using Tangram.Core.Catalogs;
using Tangram.Planning.Baselines;
using Tangram.Planning.Baselines.ParvaGpu;

namespace Tangram.Planning.Planners;

/// <summary>ParvaGPU (SC'24), after its public code [C]: throughput per slice for each service, then best fit with its own placements.</summary>
/// <remarks>
/// It plans for services, each a single-task application. For task graphs every task is made a service that runs its most accurate variant within an
/// equal share of the latency objective [N]. Its code asks for a latency below 0.45 of the objective: give a queueing factor of 2.2222 for the same.
/// Where breaking up devices takes more of them than there are, the placement before it stands [N]. See <see cref="ParvaDevice"/> for the
/// placements that differ from the public ones because those overlap.
/// </remarks>
internal sealed class ParvaGpuPlanner : IPlanner, ICatalogued<ParvaGpuPlanner, IPlanner>
{
    /// <inheritdoc/>
    public static string Name => "parvagpu";

    /// <inheritdoc/>
    public static string Description => "ParvaGPU (SC'24): highest throughput per slice for each task, best fit, half-empty devices broken up [C]";

    /// <inheritdoc/>
    public static IPlanner Create(Settings settings) => new ParvaGpuPlanner();

    /// <inheritdoc/>
    public PlanningOutcome Plan(PlanningProblem problem, CancellationToken cancellationToken) => Baseline.Plan(problem, Name, Decide);

    private static PoolAnswer Decide(BaselineProblem read, int pool)
    {
        var device = read.Device(pool);
        var sizes = Sizes.Of(device);
        var services = new List<ParvaService>();
        foreach (var service in read.Services)
        {
            if (ParvaConfigurator.Configure(service, pool, sizes) is not { } configured)
            {
                return Baseline.NoWay(read, pool, service, "any segment", service.Ways.Where(w => sizes.Contains(w.Configuration.Size)));
            }

            services.Add(configured);
        }

        return (PoolAnswer?)(Allocate(read, pool, services, breakUp: true) ?? Allocate(read, pool, services, breakUp: false))
            ?? Baseline.TooFewDevices(read, pool, services.Sum(s => s.Copies + 1));
    }

    private static PoolAnswer.Planned? Allocate(BaselineProblem read, int pool, IReadOnlyList<ParvaService> services, bool breakUp)
    {
        if (ParvaAllocator.Allocate(read.Device(pool), services, breakUp) is not { } devices || devices.Count > read.Problem.Inventory.Pools[pool].Count)
        {
            return null;
        }

        var placed = devices.SelectMany((segments, device) => segments.Select(s => (Segment: s, Spot: (device, s.Start))))
            .GroupBy(x => (x.Segment.Owner.Service.Key, x.Segment.Configuration))
            .OrderBy(g => g.Key.Key.Application).ThenBy(g => g.Key.Key.Task).ToList();
        return new PoolAnswer.Planned(
            [.. placed.Select(g => g.First().Segment.Owner.Service.Group(g.Key.Configuration, g.Count()))],
            [.. placed.Select(g => (IReadOnlyList<(int, int)>)[.. g.Select(x => x.Spot)])]);
    }
}
