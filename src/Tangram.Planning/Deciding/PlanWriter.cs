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
    private readonly Dictionary<TaskKey, List<int>> _groupsOf = [];

    private PlanWriter(PlanningProblem problem, ProfileIndex index, PlanDecision decision)
    {
        (_problem, _index, _decision) = (problem, index, decision);
        _items = [.. problem.Applications.Select((a, i) => Rates.ItemsPerRequest(a.Application, decision.Shares[i]))];
        for (var group = 0; group < decision.Groups.Count; group++)
        {
            foreach (var user in decision.Groups[group].Users)
            {
                if (!_groupsOf.TryGetValue(user, out var groups))
                {
                    _groupsOf.Add(user, groups = []);
                }

                groups.Add(group);
            }
        }
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
        var instances = Instances();
        if (Placements(instances) is not { } placements)
        {
            return null;
        }

        var (devices, used) = UsedDevices(placements);
        var (described, slices) = (new Instance[instances.Length], 0);
        for (var i = 0; i < instances.Length; i++)
        {
            described[i] = instances[i].Instance;
            slices += described[i].Slices;
        }

        return new Plan(
            JsonFile.Version,
            planner,
            optimal,
            _problem.Objective == PlanObjective.Slices ? "slices" : "devices",
            devices,
            slices,
            _problem.Inventory.ComputeSlices,
            _problem.QueueingFactor,
            _problem.Reserve,
            _problem.Siblings == Siblings.Wait ? "wait" : "spread",
            SolveMilliseconds: 0,
            [.. _problem.Inventory.Pools.Select((pool, i) => new PlannedPool(pool.Model.Name, pool.Count, used[i]))],
            [.. _problem.Applications.Select((_, i) => Describe(i))],
            described,
            placements);
    }

    private IReadOnlyList<Placement>? Placements((Instance Instance, int Pool, int Size)[] instances)
    {
        if (_decision.Placements is null)
        {
            return Placer.Place(_problem, instances);
        }

        var spots = _decision.Placements.SelectMany(group => group).ToList();
        return [.. instances.Select((x, i) => new Placement(x.Instance.Id, spots[i].Device, spots[i].Start, ModelOf(x.Pool).Profiles[x.Size].MemorySlices))];
    }

    // In all, and of each pool.
    private (int Devices, int[] ByPool) UsedDevices(IReadOnlyList<Placement> placements)
    {
        var (used, byPool) = (new HashSet<int>(), new int[_problem.Inventory.Pools.Count]);
        foreach (var placement in placements)
        {
            if (used.Add(placement.Device) && _problem.Inventory.PoolOf(placement.Device) is >= 0 and var pool)
            {
                byPool[pool]++;
            }
        }

        return (used.Count, byPool);
    }

    private DeviceModel ModelOf(int pool) => _problem.Inventory.Pools[pool].Model;

    private PlannedApplication Describe(int application)
    {
        var (asked, demand) = _problem.Applications[application];
        var tasks = asked.Tasks.Select((_, task) => Describe(new TaskKey(application, task))).ToList();
        var accuracy = 1.0;
        foreach (var task in tasks)
        {
            accuracy *= task.RelativeAccuracy;
        }

        return new PlannedApplication(
            asked.Name,
            demand,
            asked.Objectives.LatencyMilliseconds,
            asked.Objectives.Accuracy,
            Latency(application, tasks),
            accuracy,
            tasks);
    }

    private PlannedTask Describe(TaskKey key)
    {
        var (application, demand) = _problem.Applications[key.Application];
        var task = application.Tasks[key.Task];
        var shares = _decision.Shares[key.Application][key.Task];
        var items = _items[key.Application][key.Task];
        var (operators, latency) = (0.0, 0.0);
        var accuracy = shares.Count > 0 ? 0 : demand > 0 ? task.RelativeAccuracy(null) : 1;
        foreach (var (variant, share) in shares)
        {
            operators = Math.Max(operators, Budgets.OperatorMilliseconds(_index.OperatorMilliseconds(application.Name, task.Name, variant.Name), items));
            accuracy += share * task.RelativeAccuracy(variant);
        }

        foreach (var group in GroupsOf(key))
        {
            latency = Math.Max(latency, Budgets.EffectiveMilliseconds(_problem.Siblings, _decision.Groups[group].Configuration.Entry, items));
        }

        var factor = _problem.QueueingFactors.Of(application.Name, task.Name);
        return new PlannedTask(
            task.Name,
            [.. shares.Order(Comparer<VariantShare>.Create((a, b) => b.Share.CompareTo(a.Share))).Select(s => new PlannedVariant(s.Variant.Name, s.Share, task.RelativeAccuracy(s.Variant)))],
            accuracy,
            items,
            items * demand,
            (factor * latency) + operators,
            operators,
            Utilization(key),
            factor);
    }

    // Of an instance that several tasks share, each task counts what all bring.
    private double Utilization(TaskKey key)
    {
        var (throughput, brought) = (0.0, 0.0);
        foreach (var group in GroupsOf(key))
        {
            throughput += _decision.Groups[group].Count * _decision.Groups[group].Configuration.Entry.ItemsPerSecond;
            brought += Sum(Dealt[group]);
        }

        return throughput > 0 ? brought / throughput : 0;
    }

    private static double Sum(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private List<int> GroupsOf(TaskKey key) => _groupsOf.TryGetValue(key, out var groups) ? groups : [];

    private IReadOnlyList<double[]> Dealt => field ??= _decision.Dealt ?? Allocation.Deal(_decision.Groups, RateOf);

    private double RateOf(TaskKey key, string variant)
    {
        var share = 0.0;
        foreach (var own in _decision.Shares[key.Application][key.Task])
        {
            share += string.Equals(own.Variant.Name, variant, StringComparison.Ordinal) ? own.Share : 0;
        }

        return _problem.Applications[key.Application].RequestsPerSecond * _items[key.Application][key.Task] * share;
    }

    private double Latency(int application, List<PlannedTask> tasks)
    {
        var asked = _problem.Applications[application].Application;
        var (places, finish, last) = (Rates.Places(asked), new double[tasks.Count], 0.0);
        for (var task = 0; task < finish.Length; task++)
        {
            var start = 0.0;
            foreach (var edge in asked.EdgesTo(tasks[task].Name))
            {
                start = Math.Max(start, finish[places[edge.From]]);
            }

            finish[task] = start + tasks[task].BudgetMilliseconds;
            last = Math.Max(last, finish[task]);
        }

        return _index.OperatorMilliseconds(asked.Name, "entry") + last + _index.OperatorMilliseconds(asked.Name, "answer");
    }

    private (Instance Instance, int Pool, int Size)[] Instances()
    {
        var segments = 0;
        foreach (var group in _decision.Groups)
        {
            segments += group.Count;
        }

        var (instances, instance) = (new (Instance Instance, int Pool, int Size)[segments], 0);
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _decision.Groups.Count; i++)
        {
            var (configuration, count, users) = _decision.Groups[i];
            var work = users.Select((user, place) => Work(user, Dealt[i][place] / count)).ToList();
            for (var copy = 0; copy < count; copy++)
            {
                instances[instance++] = (Describe(configuration, work, next), configuration.Pool, configuration.Size);
            }
        }

        return instances;
    }

    private InstanceWork Work(TaskKey user, double rate)
    {
        var application = _problem.Applications[user.Application].Application;
        return new InstanceWork(application.Name, application.Tasks[user.Task].Name, rate);
    }

    private Instance Describe(Configuration configuration, List<InstanceWork> work, Dictionary<string, int> next)
    {
        var name = _problem.Applications.Count == 1 ? work[0].Task : $"{work[0].Application}/{work[0].Task}";
        var number = next.TryGetValue(name, out var last) ? last : 0;
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
            work,
            _problem.Neighbours.IsAny ? configuration.Slowdown : null);
    }
}
