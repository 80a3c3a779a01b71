using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Plans;

namespace Tangram.Planning.Deciding;

/// <summary>Works out a plan's figures and placements from what a planner decided.</summary>
internal sealed class PlanWriter
{
    private readonly PlanningProblem _problem;
    private readonly ProfileIndex _index;
    private readonly PlanDecision _decision;
    private readonly double[][] _items;
    private readonly ILookup<TaskKey, SegmentGroup> _groupsOf;

    private PlanWriter(PlanningProblem problem, ProfileIndex index, PlanDecision decision)
    {
        (_problem, _index, _decision) = (problem, index, decision);
        _items = [.. problem.Applications.Select((a, i) => Rates.ItemsPerRequest(a.Application, decision.Shares[i]))];
        _groupsOf = decision.Groups.SelectMany(g => g.Users.Select(u => (User: u, Group: g))).ToLookup(x => x.User, x => x.Group);
    }

    /// <summary>Writes the plan; null if the segments have no place on the devices there are.</summary>
    /// <param name="problem">What was asked.</param>
    /// <param name="index">The problem's profiles.</param>
    /// <param name="planner">The planner's name.</param>
    /// <param name="optimal">Whether it proved its decision the best.</param>
    /// <param name="decision">What it decided.</param>
    public static Plan? Write(PlanningProblem problem, ProfileIndex index, string planner, bool optimal, PlanDecision decision) =>
        new PlanWriter(problem, index, decision).Write(planner, optimal);

    private Plan? Write(string planner, bool optimal)
    {
        var instances = Instances().ToList();
        if (Placements(instances) is not { } placements)
        {
            return null;
        }

        var used = placements.Select(p => p.Device).Distinct().ToLookup(_problem.Inventory.PoolOf);
        return new Plan(
            JsonFile.Version,
            planner,
            optimal,
            _problem.Objective == PlanObjective.Slices ? "slices" : "devices",
            used.Sum(pool => pool.Count()),
            instances.Sum(i => i.Instance.Slices),
            _problem.Inventory.ComputeSlices,
            _problem.QueueingFactor,
            _problem.Reserve,
            _problem.Siblings == Siblings.Wait ? "wait" : "spread",
            SolveMilliseconds: 0,
            [.. _problem.Inventory.Pools.Select((pool, i) => new PlannedPool(pool.Model.Name, pool.Count, used[i].Count()))],
            [.. _problem.Applications.Select((_, i) => Describe(i))],
            [.. instances.Select(i => i.Instance)],
            placements);
    }

    private IReadOnlyList<Placement>? Placements(List<(Instance Instance, int Pool, int Size)> instances)
    {
        if (_decision.Placements is null)
        {
            return Placer.Place(_problem, instances);
        }

        var spots = _decision.Placements.SelectMany(group => group).ToList();
        return [.. instances.Select((x, i) => new Placement(x.Instance.Id, spots[i].Device, spots[i].Start, ModelOf(x.Pool).Profiles[x.Size].MemorySlices))];
    }

    private DeviceModel ModelOf(int pool) => _problem.Inventory.Pools[pool].Model;

    private PlannedApplication Describe(int application)
    {
        var (asked, demand) = _problem.Applications[application];
        var tasks = asked.Tasks.Select((_, task) => Describe(new TaskKey(application, task))).ToList();
        return new PlannedApplication(
            asked.Name,
            demand,
            asked.Objectives.LatencyMilliseconds,
            asked.Objectives.Accuracy,
            Latency(application, tasks),
            tasks.Aggregate(1.0, (product, task) => product * task.RelativeAccuracy),
            tasks);
    }

    private PlannedTask Describe(TaskKey key)
    {
        var (application, demand) = _problem.Applications[key.Application];
        var task = application.Tasks[key.Task];
        var shares = _decision.Shares[key.Application][key.Task];
        var items = _items[key.Application][key.Task];
        var operators = shares.Select(s => Budgets.OperatorMilliseconds(_index.OperatorMilliseconds(application.Name, task.Name, s.Variant.Name), items)).DefaultIfEmpty(0).Max();
        var latency = _groupsOf[key].Select(g => Budgets.EffectiveMilliseconds(_problem.Siblings, g.Configuration.Entry, items)).DefaultIfEmpty(0).Max();
        return new PlannedTask(
            task.Name,
            [.. shares.OrderByDescending(s => s.Share).Select(s => new PlannedVariant(s.Variant.Name, s.Share, task.RelativeAccuracy(s.Variant)))],
            shares.Count == 0 ? demand > 0 ? task.RelativeAccuracy(null) : 1 : shares.Sum(s => s.Share * task.RelativeAccuracy(s.Variant)),
            items,
            items * demand,
            (_problem.QueueingFactor * latency) + operators,
            operators,
            Utilization(key));
    }

    // Of an instance that several tasks share, each task counts what all bring.
    private double Utilization(TaskKey key)
    {
        var own = _groupsOf[key].ToHashSet();
        var throughput = own.Sum(g => g.Count * g.Configuration.Entry.ItemsPerSecond);
        var brought = Dealt.Where((_, i) => own.Contains(_decision.Groups[i])).Sum(d => d.Sum());
        return throughput > 0 ? brought / throughput : 0;
    }

    private IReadOnlyList<double[]> Dealt => field ??= _decision.Dealt ?? Allocation.Deal(_decision.Groups, RateOf);

    private double RateOf(TaskKey key, string variant) =>
        _problem.Applications[key.Application].RequestsPerSecond * _items[key.Application][key.Task]
        * _decision.Shares[key.Application][key.Task].Where(s => string.Equals(s.Variant.Name, variant, StringComparison.Ordinal)).Sum(s => s.Share);

    private double Latency(int application, IReadOnlyList<PlannedTask> tasks)
    {
        var asked = _problem.Applications[application].Application;
        var finish = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            var start = asked.EdgesTo(task.Name).Select(e => finish[e.From]).DefaultIfEmpty(0).Max();
            finish.Add(task.Name, start + task.BudgetMilliseconds);
        }

        return _index.OperatorMilliseconds(asked.Name, "entry") + finish.Values.Max() + _index.OperatorMilliseconds(asked.Name, "answer");
    }

    private IEnumerable<(Instance Instance, int Pool, int Size)> Instances()
    {
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _decision.Groups.Count; i++)
        {
            var (configuration, count, users) = _decision.Groups[i];
            var work = users.Select((user, place) => Work(user, Dealt[i][place] / count)).ToList();
            for (var copy = 0; copy < count; copy++)
            {
                yield return (Describe(configuration, work, next), configuration.Pool, configuration.Size);
            }
        }
    }

    private InstanceWork Work(TaskKey user, double rate)
    {
        var application = _problem.Applications[user.Application].Application;
        return new InstanceWork(application.Name, application.Tasks[user.Task].Name, rate);
    }

    private Instance Describe(Configuration configuration, List<InstanceWork> work, Dictionary<string, int> next)
    {
        var name = _problem.Applications.Count == 1 ? work[0].Task : $"{work[0].Application}/{work[0].Task}";
        var number = next.GetValueOrDefault(name);
        next[name] = number + 1;
        var entry = configuration.Entry;
        return new Instance(
            FormattableString.Invariant($"{name}-{number}"),
            entry.Variant,
            ModelOf(configuration.Pool).Name,
            entry.Profile,
            entry.Concurrency,
            entry.Batch,
            configuration.Slices,
            entry.P95Milliseconds,
            entry.ItemsPerSecond,
            entry.MemoryMiB,
            work);
    }
}
