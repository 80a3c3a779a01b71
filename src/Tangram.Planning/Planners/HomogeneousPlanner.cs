using System.Globalization;
using Tangram.Core.Catalogs;
using Tangram.Planning.Baselines;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Planners;

/// <summary>Cuts every device into segments of one size: the homogeneous GPU(k) that PARIS+ELSA (arXiv 2202.13481) compares with [P for the idea, R for the rest].</summary>
/// <remarks>
/// One process per segment; the most accurate variant of each task; the latency objective split equally (<see cref="EqualShare"/>) [N]; of the batches that
/// keep to the share, the one with the highest throughput; as many segments as the rate needs.
/// </remarks>
/// <param name="slices">Compute slices of every segment.</param>
internal sealed class HomogeneousPlanner(int slices) : IPlanner, ICataloguedFamily<HomogeneousPlanner, IPlanner>
{
    private readonly string _name = NameOf(slices);

    /// <inheritdoc/>
    public static IReadOnlyList<CataloguedMember<IPlanner>> Members { get; } =
    [
        .. ((int[])[1, 2, 3, 4, 7]).Select(k => new CataloguedMember<IPlanner>(
            NameOf(k), string.Create(CultureInfo.InvariantCulture, $"every segment of {k} compute slice{(k == 1 ? string.Empty : "s")}, PARIS's homogeneous GPU({k}) [R]"), _ => new HomogeneousPlanner(k))),
    ];

    /// <inheritdoc/>
    public PlanningOutcome Plan(PlanningProblem problem, CancellationToken cancellationToken) => Baseline.Plan(problem, _name, Decide);

    private static string NameOf(int slices) => string.Create(CultureInfo.InvariantCulture, $"homogeneous-{slices}");

    private PoolAnswer Decide(BaselineProblem read, int pool)
    {
        var device = read.Device(pool);
        var size = Sizes.Of(device).Where(s => device.Profiles[s].ComputeSlices == slices).DefaultIfEmpty(-1).First();
        if (size < 0)
        {
            return new PoolAnswer.None("profile", $"'{device.Name}' has no partition profile of {slices} compute slices; it has {string.Join(", ", device.Profiles.Select(p => p.Name))}");
        }

        var groups = new List<SegmentGroup>();
        foreach (var service in read.Services)
        {
            var best = service.Within(pool).Where(IsOfSize).OrderByDescending(w => w.Configuration.ItemsPerSecond).ThenBy(w => w.BudgetMilliseconds).Select(w => w.Configuration).FirstOrDefault();
            if (best is null)
            {
                return Baseline.NoWay(read, pool, service, $"'{device.Profiles[size].Name}' with one process", service.Ways.Where(IsOfSize));
            }

            groups.Add(service.Group(best, service.Copies(best)));
        }

        return new PoolAnswer.Planned(groups);

        bool IsOfSize(Way way) => way.Configuration.Size == size && way.Configuration.Entry.Concurrency == 1;
    }
}
