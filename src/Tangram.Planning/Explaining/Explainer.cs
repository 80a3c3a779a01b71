using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Planning.Neighbours;

namespace Tangram.Planning.Explaining;

/// <summary>Says what binds a plan, by solving again with one thing changed [N].</summary>
public static class Explainer
{
    // What bisection leaves open is no gain.
    private const double Gain = 1 + (4 * MaximumDemand.Precision);
    private const double MoreMilliseconds = 5;
    private const double LessAccuracy = 0.99;

    /// <summary>Explains.</summary>
    /// <param name="planner">Who made the plan, and solves again.</param>
    /// <param name="problem">What the plan answers.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Told the part done, 0..1, and what comes next; null for nobody.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static Explanation Explain(IPlanner planner, PlanningProblem problem, Plan plan, Action<double, string>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(planner);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);

        var variations = Variations(problem, plan).ToList();
        var changes = new List<PlanChange>();
        foreach (var (words, concerns, changed) in variations)
        {
            progress?.Invoke((double)changes.Count / variations.Count, words);
            changes.Add(Solve(planner, changed, words, concerns, cancellationToken));
        }

        var slices = LowerBounds.Slices(problem);
        return new Explanation(
            JsonFile.Version,
            plan.Planner,
            plan.Devices,
            plan.Slices,
            LowerBounds.Devices(problem, slices),
            slices,
            [.. changes.Skip(1).Where(c => IsGain(changes[0], c)).Select(c => c.Concerns).Distinct(StringComparer.Ordinal)],
            [.. plan.Applications.Select(Slack)],
            changes);
    }

    private static PlanChange Solve(IPlanner planner, PlanningProblem problem, string words, string concerns, CancellationToken cancellation)
    {
        var plan = planner.Solve(problem, cancellation);
        return new PlanChange(words, concerns, plan?.Devices, plan?.Slices, MaximumDemand.Find(planner, problem, cancellation));
    }

    private static bool IsGain(PlanChange asItIs, PlanChange changed) =>
        changed.Devices < asItIs.Devices || (changed.Devices == asItIs.Devices && changed.Slices < asItIs.Slices)
        || changed.LargestFactor > asItIs.LargestFactor * Gain;

    private static ApplicationSlack Slack(PlannedApplication application)
    {
        var busiest = application.Tasks.Where(t => t.Variant is not null).MaxBy(t => t.Utilization);
        var slack = application.LatencyObjectiveMilliseconds - application.LatencyMilliseconds;
        return new ApplicationSlack(
            application.Name,
            slack,
            slack / application.LatencyObjectiveMilliseconds,
            application.Accuracy - application.AccuracyObjective,
            busiest?.Name,
            busiest?.Utilization ?? 0);
    }

    private static IEnumerable<(string Words, string Concerns, PlanningProblem Problem)> Variations(PlanningProblem problem, Plan plan)
    {
        yield return ("as it is", "nothing", problem);
        for (var i = 0; i < problem.Inventory.Pools.Count; i++)
        {
            var (model, count) = problem.Inventory.Pools[i];
            var isCpu = CpuDevice.Is(model);
            var unit = isCpu ? "core" : model.Name;
            yield return ($"one more {unit}", "capacity", WithPool(problem, i, isCpu ? new DevicePool(CpuDevice.With(model, CoresFor(model, model.ComputeSlices) + 1), count) : new DevicePool(model, count + 1)));
            if (Fewer(plan, i, model, isCpu) is { } fewer)
            {
                yield return ($"one {unit} fewer than used", "capacity", WithPool(problem, i, fewer));
            }
        }

        if (problem.Neighbours.IsAny)
        {
            yield return ("neighbours that slow nothing down", "interference", problem with { Neighbours = NeighbourSlowdowns.None });
        }

        yield return ($"{MoreMilliseconds:0} ms more latency", "latency", problem.With(o => o with { LatencyMilliseconds = o.LatencyMilliseconds + MoreMilliseconds }));
        yield return ("1 % less accuracy", "accuracy", problem.With(o => o with { Accuracy = o.Accuracy * LessAccuracy }));
    }

    // A plan may leave devices unused; what it would cost to take away those is nothing.
    private static DevicePool? Fewer(Plan plan, int pool, DeviceModel model, bool isCpu) =>
        isCpu ? CoresFor(model, Math.Min(plan.Slices, model.ComputeSlices)) is > 1 and var cores ? new DevicePool(CpuDevice.With(model, cores - 1), 1) : null
        : plan.Pools[pool].Used > 0 ? new DevicePool(model, plan.Pools[pool].Used - 1)
        : null;

    // A larger device has room for more neighbours.
    private static PlanningProblem WithPool(PlanningProblem problem, int place, DevicePool changed)
    {
        var other = problem with { Inventory = new Inventory([.. problem.Inventory.Pools.Select((p, i) => i == place ? changed : p)]) };
        return other with { Neighbours = problem.Neighbours.For(other) };
    }

    private static int CoresFor(DeviceModel model, int slices) => (slices + CpuDevice.SlicesPerCore(model) - 1) / CpuDevice.SlicesPerCore(model);
}
