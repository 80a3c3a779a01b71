using Tangram.Core.Catalogs;
using Tangram.Planning.Baselines;
using Tangram.Planning.Baselines.Gpulet;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Planners;

/// <summary>gpulet (ATC'22), after its public code [C], on MIG sizes instead of percentages of a GPU [R].</summary>
/// <remarks>
/// Every model gets its most efficient partition as often as it fills it, and the smallest that carries the rest; a device holds at most two; models come in
/// the order of rate × objective, the smallest first. A partition runs one process at the largest batch whose latency, counted with the queueing factor,
/// keeps to the task's equal share of the objective (twice the latency there too). Not taken over: two models taking turns on one partition, since a segment
/// here serves one variant; the interference between the two halves, which MIG keeps apart; and dropping rests of up to 15 items/s.
/// </remarks>
internal sealed class GpuletPlanner : IPlanner, ICatalogued<GpuletPlanner, IPlanner>
{
    /// <inheritdoc/>
    public static string Name => "gpulet";

    /// <inheritdoc/>
    public static string Description => "gpulet (ATC'22): each task its most efficient partition, at most two per device [C, on MIG sizes R]";

    /// <inheritdoc/>
    public static IPlanner Create(Settings settings) => new GpuletPlanner();

    /// <inheritdoc/>
    public PlanningOutcome Plan(PlanningProblem problem, CancellationToken cancellationToken) => Baseline.Plan(problem, Name, Decide);

    private static PoolAnswer Decide(BaselineProblem read, int pool)
    {
        var device = read.Device(pool);
        var sizes = Sizes.Of(device);
        var fleet = new GpuletFleet(device, read.Problem.Inventory.Pools[pool].Count);
        var (groups, spots) = (new List<SegmentGroup>(), new List<List<(int Device, int Place)>>());
        foreach (var service in read.Services.OrderBy(s => s.ItemsPerSecond * s.BudgetMilliseconds))
        {
            var bySize = sizes.Select(size => LargestBatch(service, pool, size)).OfType<Configuration>().ToList();
            if (bySize.Count == 0)
            {
                return Baseline.NoWay(read, pool, service, "any segment with one process", service.Ways.Where(w => sizes.Contains(w.Configuration.Size) && w.Configuration.Entry.Concurrency == 1));
            }

            foreach (var (configuration, count) in GpuletSizing.For(bySize, device.ComputeSlices, service.ItemsPerSecond))
            {
                var placed = Enumerable.Range(0, count).Select(_ => fleet.Add(configuration.Size)).ToList();
                if (placed.Contains(null))
                {
                    return Baseline.TooFewDevices(read, pool, groups.Sum(g => g.Count) + count);
                }

                groups.Add(service.Group(configuration, count));
                spots.Add([.. placed.Select(p => p!.Value)]);
            }
        }

        return new PoolAnswer.Planned(groups, [.. spots.Select(group => (IReadOnlyList<(int, int)>)[.. group.Select(s => (s.Device, fleet.Start(s)))])]);
    }

    private static Configuration? LargestBatch(Service service, int pool, int size) => service.Within(pool)
        .Where(w => w.Configuration.Size == size && w.Configuration.Entry.Concurrency == 1)
        .Select(w => w.Configuration).MaxBy(c => c.Entry.Batch);
}
