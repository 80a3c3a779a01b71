using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;

namespace Tangram.Planning.Checking;

/// <summary>What the plan promises the application: flow, capacity, budgets, the latency of every path, accuracy.</summary>
internal sealed class ApplicationCheck(PlanningProblem problem, Plan plan, PlannedApplication planned, FaultList faults)
{
    private readonly Dictionary<string, double> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _budgets = new(StringComparer.Ordinal);
    private double _accuracy = 1;

    public void Run()
    {
        for (var i = 0; i < planned.Tasks.Count; i++)
        {
            CheckTask(problem.Application.Tasks[i], planned.Tasks[i], FormattableString.Invariant($"applications[0].tasks[{i}]"));
        }

        CheckPromises();
        CheckPaths();
    }

    private void CheckTask(ApplicationTask task, PlannedTask said, string path)
    {
        var variant = task.Variants.FirstOrDefault(v => string.Equals(v.Name, said.Variant, StringComparison.Ordinal));
        faults.Require(said.Variant is null ? task.SkipAccuracy is not null : variant is not null, $"{path}.variant",
            $"'{said.Variant ?? "null"}' cannot serve task '{task.Name}'; its variants are {string.Join(", ", task.Variants.Select(v => v.Name))}{(task.SkipAccuracy is null ? "" : " or null")}");

        var best = task.Variants.Select(v => v.Accuracy).Append(task.SkipAccuracy ?? 0).Max();
        var relative = best > 0 ? (variant is not null ? variant.Accuracy : task.SkipAccuracy ?? 0) / best : 1;
        _accuracy *= relative;
        faults.RequireFigure(said.RelativeAccuracy, relative, $"{path}.relativeAccuracy");

        var items = Items(task.Name);
        _items[task.Name] = items;
        faults.RequireFigure(said.ItemsPerRequest, items, $"{path}.itemsPerRequest");
        faults.RequireFigure(said.ItemsPerSecond, items * problem.Demand, $"{path}.itemsPerSecond");
        CheckSegments(said, items, path);
    }

    private double Items(string task)
    {
        var incoming = problem.Application.Edges.Where(e => string.Equals(e.To, task, StringComparison.Ordinal)).ToList();
        var sum = incoming.Count == 0 ? 1.0 : 0.0;
        foreach (var edge in incoming)
        {
            var parent = planned.Tasks.First(t => string.Equals(t.Name, edge.From, StringComparison.Ordinal));
            var fanOut = parent.Variant is null ? 1 : edge.FanOutByVariant.TryGetValue(parent.Variant, out var own) ? own : edge.FanOut;
            sum += _items[edge.From] * fanOut;
        }

        return sum;
    }

    private void CheckSegments(PlannedTask said, double items, string path)
    {
        var entries = new List<ProfileEntry>();
        foreach (var instance in plan.Instances.Where(i => string.Equals(i.Task, said.Name, StringComparison.Ordinal)))
        {
            // Instances that were never measured are reported where instances are checked; they carry nothing here.
            if (problem.Profile.Find(instance.Variant, instance.Profile, instance.Concurrency, instance.Batch) is { } entry)
            {
                entries.Add(entry);
            }
        }

        faults.Require(said.Variant is null == (entries.Count == 0), path, $"has {entries.Count} instances with variant '{said.Variant ?? "null"}'");
        var (rate, throughput) = (items * problem.Demand, entries.Sum(e => e.ItemsPerSecond));
        var usable = throughput * (1 - problem.Reserve);
        faults.Require(said.Variant is null || usable >= rate - (1e-9 * rate), path, $"is brought {rate} items/s; its instances may be given {usable}");
        faults.RequireFigure(said.Utilization, said.Variant is null || throughput <= 0 ? 0 : rate / throughput, $"{path}.utilization");
        CheckBudget(said, entries, items, path);
    }

    private void CheckBudget(PlannedTask said, List<ProfileEntry> entries, double items, string path)
    {
        var slowest = 0.0;
        foreach (var entry in entries)
        {
            // Whole batches that a request's items fill; a part of one counts as one.
            var rounds = 1;
            while ((long)rounds * entry.Batch < items - (1e-9 * entry.Batch))
            {
                rounds++;
            }

            slowest = Math.Max(slowest, rounds * entry.P95Milliseconds);
        }

        var perItem = said.Variant is null ? 0 : problem.Profile.Operators
            .Where(o => string.Equals(o.Step, said.Name, StringComparison.Ordinal) && string.Equals(o.Variant, said.Variant, StringComparison.Ordinal))
            .Select(o => o.P95Milliseconds).FirstOrDefault();
        _budgets[said.Name] = (problem.QueueingFactor * slowest) + (perItem * items);
        faults.RequireFigure(said.OperatorMilliseconds, perItem * items, $"{path}.operatorMilliseconds");
        faults.RequireFigure(said.BudgetMilliseconds, _budgets[said.Name], $"{path}.budgetMilliseconds");
    }

    private void CheckPromises()
    {
        var objectives = problem.Application.Objectives;
        faults.RequireFigure(planned.Demand, problem.Demand, "applications[0].demand");
        faults.RequireFigure(planned.LatencyObjectiveMilliseconds, objectives.LatencyMilliseconds, "applications[0].latencyObjectiveMilliseconds");
        faults.RequireFigure(planned.AccuracyObjective, objectives.Accuracy, "applications[0].accuracyObjective");
        faults.RequireFigure(planned.Accuracy, _accuracy, "applications[0].accuracy");
        faults.Require(_accuracy >= objectives.Accuracy - 1e-9, "applications[0]", $"reaches accuracy {_accuracy}; the objective is {objectives.Accuracy}");
    }

    private void CheckPaths()
    {
        var ends = problem.Profile.Operators.Where(o => o.Variant is null && o.Step is "entry" or "answer").DistinctBy(o => o.Step, StringComparer.Ordinal).Sum(o => o.P95Milliseconds);
        var (longest, objective) = (0.0, problem.Application.Objectives.LatencyMilliseconds);
        foreach (var path in problem.Application.Paths())
        {
            var sum = ends + path.Sum(task => _budgets[task]);
            longest = Math.Max(longest, sum);
            faults.Require(sum <= objective + 1e-6, "applications[0]", $"takes {sum} ms on the path {string.Join(" → ", path)}; the objective is {objective} ms");
        }

        faults.RequireFigure(planned.LatencyMilliseconds, longest, "applications[0].latencyMilliseconds");
    }
}
