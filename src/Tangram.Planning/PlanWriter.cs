using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Plans;

namespace Tangram.Planning;

/// <summary>Works out a plan's figures and placements from what a planner decided.</summary>
internal sealed class PlanWriter
{
    private readonly PlanningProblem _problem;
    private readonly IReadOnlyList<TaskDecision> _decisions;
    private readonly Dictionary<string, double> _items = new(StringComparer.Ordinal);

    private PlanWriter(PlanningProblem problem, IReadOnlyList<TaskDecision> decisions) => (_problem, _decisions) = (problem, decisions);

    /// <summary>Writes the plan.</summary>
    /// <param name="problem">What was asked.</param>
    /// <param name="planner">The planner's name.</param>
    /// <param name="optimal">Whether it proved its decisions the best.</param>
    /// <param name="decisions">One per task, parents before children; their segments fit the device.</param>
    public static Plan Write(PlanningProblem problem, string planner, bool optimal, IReadOnlyList<TaskDecision> decisions) =>
        new PlanWriter(problem, decisions).Write(planner, optimal);

    private Plan Write(string planner, bool optimal)
    {
        var tasks = _decisions.Select(Describe).ToList();
        var instances = _decisions.SelectMany(Instances).ToList();
        return new Plan(
            JsonFile.Version,
            planner,
            optimal,
            _problem.Device.Name,
            Devices: 1,
            instances.Sum(i => i.Slices),
            _problem.Device.ComputeSlices,
            _problem.QueueingFactor,
            _problem.Reserve,
            SolveMilliseconds: 0,
            [Describe(tasks)],
            instances,
            Place(instances));
    }

    private PlannedApplication Describe(IReadOnlyList<PlannedTask> tasks)
    {
        var application = _problem.Application;
        return new PlannedApplication(
            application.Name,
            _problem.Demand,
            application.Objectives.LatencyMilliseconds,
            application.Objectives.Accuracy,
            Latency(tasks),
            tasks.Aggregate(1.0, (product, task) => product * task.RelativeAccuracy),
            tasks);
    }

    private PlannedTask Describe(TaskDecision decision)
    {
        var (task, variant, segments) = decision;
        var incoming = _problem.Application.EdgesTo(task.Name).ToList();
        var items = incoming.Count == 0 ? 1 : incoming.Sum(e => _items[e.From] * e.FanOutOf(DecisionOf(e.From).Variant?.Name));
        _items.Add(task.Name, items);

        var rate = items * _problem.Demand;
        var operators = variant is null ? 0 : Budgets.OperatorMilliseconds(_problem.Profile.OperatorMilliseconds(task.Name, variant.Name), items);
        var latency = segments.Select(e => Budgets.EffectiveMilliseconds(e.P95Milliseconds, e.Batch, items)).DefaultIfEmpty(0).Max();
        return new PlannedTask(
            task.Name,
            variant?.Name,
            task.RelativeAccuracy(variant),
            items,
            rate,
            (_problem.QueueingFactor * latency) + operators,
            operators,
            variant is null ? 0 : rate / segments.Sum(e => e.ItemsPerSecond));
    }

    private TaskDecision DecisionOf(string task) => _decisions.First(d => string.Equals(d.Task.Name, task, StringComparison.Ordinal));

    private double Latency(IReadOnlyList<PlannedTask> tasks)
    {
        var finish = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            var start = _problem.Application.EdgesTo(task.Name).Select(e => finish[e.From]).DefaultIfEmpty(0).Max();
            finish.Add(task.Name, start + task.BudgetMilliseconds);
        }

        return _problem.Profile.OperatorMilliseconds("entry") + finish.Values.Max() + _problem.Profile.OperatorMilliseconds("answer");
    }

    private IEnumerable<Instance> Instances(TaskDecision decision) => decision.Segments.Select((entry, index) => new Instance(
        FormattableString.Invariant($"{decision.Task.Name}-{index}"),
        _problem.Application.Name,
        decision.Task.Name,
        entry.Variant,
        entry.Profile,
        entry.Concurrency,
        entry.Batch,
        ProfileOf(entry.Profile).ComputeSlices,
        entry.P95Milliseconds,
        entry.ItemsPerSecond,
        entry.MemoryMiB));

    private PartitionProfile ProfileOf(string name) =>
        _problem.Device.Find(name) ?? throw new InvalidOperationException($"device '{_problem.Device.Name}' has no profile called '{name}'");

    private IReadOnlyList<Placement> Place(IReadOnlyList<Instance> instances)
    {
        var profiles = instances.Select(i => ProfileOf(i.Profile)).ToList();
        var starts = DevicePacker.Pack(_problem.Device, profiles)
            ?? throw new InvalidOperationException($"no legal layout of '{_problem.Device.Name}' holds {string.Join("+", profiles.Select(p => p.Name))}");
        return [.. instances.Select((instance, i) => new Placement(instance.Id, 0, starts[i], profiles[i].MemorySlices))];
    }
}
