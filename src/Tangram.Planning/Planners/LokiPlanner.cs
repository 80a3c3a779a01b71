using System.Globalization;
using Tangram.Core.Catalogs;
using Tangram.Planning.Baselines;
using Tangram.Planning.Baselines.Loki;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Planners;

/// <summary>Loki (HPDC'24), after its public code [C]: hardware scaling with the most accurate variants, accuracy scaling where the servers do not suffice.</summary>
/// <remarks>
/// A server is a whole device. First the fewest servers with the most accurate variants; if there are fewer, the highest accuracy on those there are. Its
/// accuracy scaling maximises Σ c[path] · accuracy[path] over shares c of the requests; here each task runs one variant, since problems allow hardly more, so one path
/// has the share 1 [N]. Of several applications the sum of the accuracies is maximised [N]. The accuracy objective is kept to, which Loki does not have [N].
/// </remarks>
internal sealed class LokiPlanner : IPlanner, ICatalogued<LokiPlanner, IPlanner>
{
    /// <inheritdoc/>
    public static string Name => "loki";

    /// <inheritdoc/>
    public static string Description => "Loki (HPDC'24): fewest whole devices with the most accurate variants, else the highest accuracy on those there are [C]";

    /// <inheritdoc/>
    public static IPlanner Create(Settings settings) => new LokiPlanner();

    /// <inheritdoc/>
    public PlanningOutcome Plan(PlanningProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Baseline.PlanPools(BaselineProblem.Of(problem), Name, (read, pool) => Decide(read, pool, cancellationToken));
    }

    private static PoolAnswer Decide(BaselineProblem read, int pool, CancellationToken cancellationToken)
    {
        var servers = read.Problem.Inventory.Pools[pool].Count;
        var asked = Enumerable.Range(0, read.Problem.Applications.Count).Where(i => read.Problem.Applications[i].RequestsPerSecond > 0).ToList();
        var applications = asked.ConvertAll(i => new LokiApplication(read, pool, i, cancellationToken));
        var most = applications.ConvertAll(a => a.MostAccurate());
        if (most.TrueForAll(p => p is not null) && most.Sum(p => (long)p!.Devices) <= servers)
        {
            return Write(read, asked, most);
        }

        var fronts = applications.ConvertAll(a => a.Front());
        var without = fronts.FindIndex(f => f.Count == 0);
        return without >= 0 ? NoPlan(read, pool, applications[without], read.Problem.Applications[asked[without]])
            : LokiSharing.Best(fronts, servers) is { } shared ? Write(read, asked, shared)
            : new PoolAnswer.None("capacity", string.Create(CultureInfo.InvariantCulture, $"it needs at least {fronts.Sum(f => (long)f[0].Devices)} whole devices; there are {servers} × {read.Device(pool).Name}"));
    }

    private static PoolAnswer.None NoPlan(BaselineProblem read, int pool, LokiApplication application, ApplicationDemand asked)
    {
        var name = asked.Application.Name;
        if (application.Tasks.FirstOrDefault(t => t.Choices.Count == 0) is { } task)
        {
            return new PoolAnswer.None("profile", $"no variant of task '{task.Task.Name}' of '{name}' that may run was measured on a whole '{read.Device(pool).Name}' with one process and at most 64 items a batch");
        }

        var best = application.Tasks.Aggregate(1.0, (product, t) => product * t.Task.RelativeAccuracy(t.Choices[0]));
        var (latency, accuracy) = (asked.Application.Objectives.LatencyMilliseconds, asked.Application.Objectives.Accuracy);
        return best < accuracy - Tolerance.Accuracy
            ? new PoolAnswer.None("accuracy", string.Create(CultureInfo.InvariantCulture, $"what was measured on whole devices reaches accuracy {best:0.####} for '{name}'; the objective is {accuracy}"))
            : new PoolAnswer.None("latency", string.Create(CultureInfo.InvariantCulture, $"no batches on whole devices bring '{name}' within its objective of {latency} ms"));
    }

    private static PoolAnswer.Planned Write(BaselineProblem read, List<int> asked, IReadOnlyList<LokiPlan?> plans)
    {
        var shares = read.Problem.Applications.Select(a => a.Application.Tasks.Select(_ => (IReadOnlyList<VariantShare>)[]).ToList()).ToList();
        var groups = new List<SegmentGroup>();
        for (var i = 0; i < plans.Count; i++)
        {
            for (var task = 0; task < plans[i]!.Variants.Count; task++)
            {
                if (plans[i]!.Variants[task] is { } variant && plans[i]!.Servers[task] is var (configuration, count))
                {
                    shares[asked[i]][task] = [new VariantShare(variant, 1)];
                    groups.Add(new SegmentGroup(configuration, count, [new TaskKey(asked[i], task)]));
                }
            }
        }

        return new PoolAnswer.Planned(groups) { Shares = shares };
    }
}
