using Tangram.Core.Devices;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Neighbours;

/// <summary>Works out by which factor each configuration is slowed down by what may run beside it [N].</summary>
internal static class NeighbourLaw
{
    /// <summary>The factors of everything that the problem's variants were measured on, on devices that it has.</summary>
    public static IEnumerable<NeighbourFactor> Factors(PlanningProblem problem, INeighbourEffects effects, NeighbourRule rule)
    {
        var index = new ProfileIndex(problem with { Neighbours = NeighbourSlowdowns.None });
        var variants = problem.Applications.SelectMany(a => a.Application.Tasks).SelectMany(t => t.Variants).Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        for (var pool = 0; pool < problem.Inventory.Pools.Count; pool++)
        {
            var device = problem.Inventory.Pools[pool].Model;
            var neighbours = Beside(problem, index, pool);
            INeighbourFill fill = rule == NeighbourRule.Worst ? new WorstFill(device, effects, neighbours) : new MeanFill(device, effects, neighbours);
            var measured = problem.Profiles.Where(p => string.Equals(p.Device, device.Name, StringComparison.Ordinal)).SelectMany(p => p.Entries).Where(e => variants.Contains(e.Variant));
            foreach (var same in measured.GroupBy(e => (e.Variant, e.Profile, e.Batch)))
            {
                if (device.Find(same.Key.Profile) is { } size)
                {
                    var factor = 1 + fill.Added(new NeighbourRunner(same.Key.Variant, same.Key.Batch, Share(device, size)), size);
                    foreach (var concurrency in same.Select(e => e.Concurrency).Distinct())
                    {
                        yield return new NeighbourFactor(device.Name, same.Key.Variant, same.Key.Profile, concurrency, same.Key.Batch, factor);
                    }
                }
            }
        }
    }

    /// <summary>What one process of a configuration runs.</summary>
    public static NeighbourRunner RunnerOf(DeviceModel device, Configuration configuration) =>
        new(configuration.Entry.Variant, configuration.Entry.Batch, Share(device, device.Profiles[configuration.Size]));

    /// <summary>What one neighbour adds; at least 0.</summary>
    public static double Added(this INeighbourEffects effects, NeighbourRunner own, NeighbourRunner other, int processes) => processes * Math.Max(0, effects.Added(own, other));

    private static double Share(DeviceModel device, PartitionProfile size) => (double)size.ComputeSlices / device.ComputeSlices;

    private static List<Neighbour> Beside(PlanningProblem problem, ProfileIndex index, int pool)
    {
        var neighbours = new List<Neighbour>();
        foreach (var (application, demand) in problem.Applications.Where(a => a.RequestsPerSecond > 0))
        {
            var shares = application.Tasks.Select(t => EvenShares(problem, application.Name, t)).ToList();
            var items = Rates.ItemsPerRequest(application, shares);
            for (var task = 0; task < items.Length; task++)
            {
                foreach (var (variant, share) in shares[task])
                {
                    var configurations = index.Configurations(application.Name, variant.Name).Where(c => c.Pool == pool).ToList();
                    if (configurations.Count > 0)
                    {
                        neighbours.Add(new Neighbour(demand * items[task] * share, configurations));
                    }
                }
            }
        }

        return neighbours;
    }

    private static IReadOnlyList<VariantShare> EvenShares(PlanningProblem problem, string application, Core.Applications.ApplicationTask task)
    {
        var allowed = task.Variants.Where(v => problem.Restrictions.Allow(application, task.Name, v.Name)).ToList();
        return [.. allowed.Select(v => new VariantShare(v, 1.0 / allowed.Count))];
    }
}
