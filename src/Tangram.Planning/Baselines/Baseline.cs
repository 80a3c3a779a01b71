using Tangram.Planning.Deciding;

namespace Tangram.Planning.Baselines;

/// <summary>What all baselines do around their decision: they plan for one pool of devices, the first that holds everything [N], and name themselves where none does.</summary>
internal static class Baseline
{
    /// <summary>Plans.</summary>
    /// <param name="problem">What was asked.</param>
    /// <param name="name">The baseline's name.</param>
    /// <param name="decide">Its decision for one pool of devices; tasks it is asked for run their most accurate variants.</param>
    public static PlanningOutcome Plan(PlanningProblem problem, string name, Func<BaselineProblem, int, PoolAnswer> decide)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var read = BaselineProblem.Of(problem);
        return read.Fault() is { } fault ? Say(name, fault) : PlanPools(read, name, decide);
    }

    /// <summary>Plans, for baselines that choose variants themselves.</summary>
    public static PlanningOutcome PlanPools(BaselineProblem read, string name, Func<BaselineProblem, int, PoolAnswer> decide)
    {
        var pools = Enumerable.Range(0, read.Problem.Inventory.Pools.Count).Where(pool => read.Problem.Inventory.Pools[pool].Count > 0).ToList();
        PlanningOutcome? first = null;
        foreach (var pool in pools)
        {
            var outcome = Answer(read, name, pool, decide(read, pool));
            if (outcome is PlanningOutcome.Planned)
            {
                return outcome;
            }

            first ??= outcome;
        }

        return first ?? Say(name, new PoolAnswer.None("capacity", "the inventory has no device"));
    }

    private static PlanningOutcome Answer(BaselineProblem read, string name, int pool, PoolAnswer answer)
    {
        if (answer is not PoolAnswer.Planned planned)
        {
            return Say(name, (PoolAnswer.None)answer);
        }

        var first = read.Problem.Inventory.FirstDevice(pool);
        var decision = new PlanDecision(planned.Shares ?? read.Shares, planned.Groups)
        {
            Placements = planned.Spots is null ? null : [.. planned.Spots.Select(group => (IReadOnlyList<(int, int)>)[.. group.Select(s => (first + s.Device, s.Start))])],
        };
        return PlanWriter.Write(read.Problem, read.Index, name, optimal: false, decision) is { } plan
            ? new PlanningOutcome.Planned(plan)
            : Say(name, TooFewDevices(read, pool, planned.Groups.Sum(g => g.Count)));
    }

    /// <summary>The segments need more devices than the pool has.</summary>
    public static PoolAnswer.None TooFewDevices(BaselineProblem read, int pool, int segments) => new(
        "capacity",
        FormattableString.Invariant($"its {segments} segments do not fit on {read.Problem.Inventory.Pools[pool].Count} × {read.Device(pool).Name}; give more devices or ask for less"));

    /// <summary>No configuration of a service keeps to its budget.</summary>
    /// <param name="read">The problem.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="service">The service.</param>
    /// <param name="segments">Which segments were looked at, such as "segments of 3 slices".</param>
    /// <param name="ways">What the service can run on among those segments, whatever its latency.</param>
    public static PoolAnswer.None NoWay(BaselineProblem read, int pool, Service service, string segments, IEnumerable<Way> ways)
    {
        var fastest = ways.Where(w => w.Configuration.Pool == pool).Select(w => w.BudgetMilliseconds).DefaultIfEmpty(double.PositiveInfinity).Min();
        return double.IsInfinity(fastest)
            ? new PoolAnswer.None("profile", $"'{service.Variant.Name}' for {service.Name} was not measured on {segments} of '{read.Device(pool).Name}'")
            : new PoolAnswer.None("latency", FormattableString.Invariant($"{service.Name} takes at least {fastest:0.###} ms on {segments} of '{read.Device(pool).Name}'; its share of the objective is {service.BudgetMilliseconds:0.###} ms"));
    }

    private static PlanningOutcome.Infeasible Say(string name, PoolAnswer.None none) => new(none.Binding, $"planner '{name}': {none.Reason}");
}
