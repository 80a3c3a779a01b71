using Tangram.Core.Applications;
using Tangram.Core.Plans;

namespace Tangram.Planning.Checking;

/// <summary>What the plan promises one application: flow, capacity, budgets, the latency of every path, accuracy.</summary>
internal sealed class ApplicationCheck(CheckContext context, ApplicationDemand asked, PlannedApplication planned, string path)
{
    private readonly Dictionary<string, double> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _budgets = new(StringComparer.Ordinal);
    private double _accuracy = 1;

    private string Name => asked.Application.Name;

    private FaultList Faults => context.Faults;

    public void Run()
    {
        var said = planned.Tasks.Select(t => t.Name).ToList();
        var tasks = asked.Application.Tasks.Select(t => t.Name).ToList();
        var complete = said.SequenceEqual(tasks, StringComparer.Ordinal);
        Faults.Require(complete, $"{path}.tasks", $"are {string.Join(", ", said)}; the application's are {string.Join(", ", tasks)}, in this order");
        if (!complete)
        {
            return;
        }

        for (var i = 0; i < planned.Tasks.Count; i++)
        {
            CheckTask(asked.Application.Tasks[i], planned.Tasks[i], FormattableString.Invariant($"{path}.tasks[{i}]"));
        }

        var split = planned.Tasks.Count(t => t.Variants.Count > 1);
        Faults.Require(split <= (context.Problem.MaySplit(Name) ? 1 : 0), path, $"splits {split} tasks between variants; the problem allows {(context.Problem.MaySplit(Name) ? "one" : "none")}");
        CheckPromises();
        CheckPaths();
    }

    private void CheckTask(ApplicationTask task, PlannedTask said, string at)
    {
        CheckVariants(task, said, at);
        var relative = 0.0;
        foreach (var variant in said.Variants)
        {
            relative += variant.Share * Relative(task, variant.Name);
        }

        if (said.Variants.Count == 0)
        {
            relative = asked.RequestsPerSecond > 0 ? Relative(task, null) : 1;
        }

        _accuracy *= relative;
        Faults.RequireFigure(said.RelativeAccuracy, relative, $"{at}.relativeAccuracy");
        var least = context.Problem.Restrictions.RelativeAccuracy(Name, task.Name);
        Faults.Require(asked.RequestsPerSecond <= 0 || relative >= least - 1e-9, at, $"reaches relative accuracy {relative}; the restrictions ask for {least}");

        var items = Items(task.Name);
        _items[task.Name] = items;
        Faults.RequireFigure(said.ItemsPerRequest, items, $"{at}.itemsPerRequest");
        Faults.RequireFigure(said.ItemsPerSecond, items * asked.RequestsPerSecond, $"{at}.itemsPerSecond");
        CheckCapacity(said, items, at);
        CheckBudget(said, items, at);
    }

    private void CheckVariants(ApplicationTask task, PlannedTask said, string at)
    {
        var nobodyAsks = asked.RequestsPerSecond <= 0;
        Faults.Require(said.Variants.Count > 0 ? !nobodyAsks : nobodyAsks || (task.SkipAccuracy is not null && context.Problem.Restrictions.Allow(Name, task.Name, null)), $"{at}.variants",
            $"{(said.Variants.Count == 0 ? "are none; the task must run" : "run for an application that nobody asks for")}");
        Faults.Require(said.Variants.Count <= 2 && said.Variants.DistinctBy(v => v.Name, StringComparer.Ordinal).Count() == said.Variants.Count, $"{at}.variants", $"are {said.Variants.Count}; a task runs at most two, each named once");
        Faults.Require(said.Variants.Count == 0 || Math.Abs(said.Variants.Sum(v => v.Share) - 1) <= 1e-9, $"{at}.variants", $"have shares that add up to {said.Variants.Sum(v => v.Share)}, not 1");
        for (var i = 0; i < said.Variants.Count; i++)
        {
            var (variant, place) = (said.Variants[i], FormattableString.Invariant($"{at}.variants[{i}]"));
            Faults.Require(variant.Share is > 0 and <= 1, $"{place}.share", $"is {variant.Share}; a share is above 0 and at most 1");
            Faults.Require(task.Variants.Any(v => string.Equals(v.Name, variant.Name, StringComparison.Ordinal)) && context.Problem.Restrictions.Allow(Name, task.Name, variant.Name), $"{place}.name",
                $"'{variant.Name}' may not serve task '{task.Name}'; its variants are {string.Join(", ", task.Variants.Select(v => v.Name))}");
            Faults.RequireFigure(variant.RelativeAccuracy, Relative(task, variant.Name), $"{place}.relativeAccuracy");
        }
    }

    private static double Relative(ApplicationTask task, string? variant)
    {
        var best = task.Variants.Select(v => v.Accuracy).Append(task.SkipAccuracy ?? 0).Max();
        var own = variant is null ? task.SkipAccuracy ?? 0 : task.Variants.FirstOrDefault(v => string.Equals(v.Name, variant, StringComparison.Ordinal))?.Accuracy ?? 0;
        return best > 0 ? own / best : 1;
    }

    private double Items(string task)
    {
        var incoming = asked.Application.Edges.Where(e => string.Equals(e.To, task, StringComparison.Ordinal)).ToList();
        var sum = incoming.Count == 0 ? 1.0 : 0.0;
        foreach (var edge in incoming)
        {
            var parent = planned.Tasks.First(t => string.Equals(t.Name, edge.From, StringComparison.Ordinal));
            var fanOut = parent.Variants.Count == 0 ? 1 : 0.0;
            foreach (var variant in parent.Variants)
            {
                fanOut += variant.Share * (edge.FanOutByVariant.TryGetValue(variant.Name, out var own) ? own : edge.FanOut);
            }

            sum += _items[edge.From] * fanOut;
        }

        return sum;
    }

    private void CheckCapacity(PlannedTask said, double items, string at)
    {
        var work = context.Work[(Name, said.Name)].ToList();
        foreach (var variant in said.Variants)
        {
            var own = work.Where(w => string.Equals(w.Instance.Variant, variant.Name, StringComparison.Ordinal)).ToList();
            var (rate, taken) = (items * asked.RequestsPerSecond * variant.Share, own.Sum(w => w.Work.ItemsPerSecond));
            Faults.Require(own.Count > 0, at, $"has no instance for variant '{variant.Name}'");
            Faults.Require(Math.Abs(taken - rate) <= (1e-8 * rate) + 1e-6, at, $"is brought {rate} items/s for '{variant.Name}'; its instances take {taken}");
        }

        Faults.Require(said.Variants.Count > 0 || work.Count == 0, at, $"runs nothing and has {work.Count} instances");
        var throughput = work.Sum(w => w.Instance.ItemsPerSecond);
        var brought = work.Sum(w => w.Instance.Serves.Sum(s => s.ItemsPerSecond));
        Faults.RequireFigure(said.Utilization, throughput > 0 ? brought / throughput : 0, $"{at}.utilization");
    }

    private void CheckBudget(PlannedTask said, double items, string at)
    {
        var slowest = 0.0;
        foreach (var (instance, _) in context.Work[(Name, said.Name)])
        {
            // Whole batches that a request's items fill; a part of one counts as one.
            var rounds = context.Problem.Siblings == Siblings.Wait && instance.Batch > 0 ? Math.Max(1, Math.Ceiling((items / instance.Batch) - 1e-9)) : 1;
            slowest = Math.Max(slowest, rounds * context.Slowdown(instance) * (context.Entry(Name, instance)?.P95Milliseconds ?? 0));
        }

        var perItem = said.Variants.Select(v => context.OperatorMilliseconds(Name, said.Name, v.Name)).DefaultIfEmpty(0).Max();
        var factor = context.Problem.QueueingFactors.Of(Name, said.Name);
        var budget = (factor * slowest) + (perItem * items);
        _budgets[said.Name] = budget;
        Faults.RequireFigure(said.QueueingFactor ?? context.Plan.QueueingFactor, factor, $"{at}.queueingFactor");
        Faults.RequireFigure(said.OperatorMilliseconds, perItem * items, $"{at}.operatorMilliseconds");
        Faults.RequireFigure(said.BudgetMilliseconds, budget, $"{at}.budgetMilliseconds");
        var most = context.Problem.Restrictions.BudgetMilliseconds(Name, said.Name);
        Faults.Require(budget <= most + 1e-6, at, $"takes {budget} ms; the restrictions allow {most} ms");
    }

    private void CheckPromises()
    {
        var objectives = asked.Application.Objectives;
        Faults.RequireFigure(planned.Demand, asked.RequestsPerSecond, $"{path}.demand");
        Faults.RequireFigure(planned.LatencyObjectiveMilliseconds, objectives.LatencyMilliseconds, $"{path}.latencyObjectiveMilliseconds");
        Faults.RequireFigure(planned.AccuracyObjective, objectives.Accuracy, $"{path}.accuracyObjective");
        Faults.RequireFigure(planned.Accuracy, _accuracy, $"{path}.accuracy");
        Faults.Require(_accuracy >= objectives.Accuracy - 1e-9, path, $"reaches accuracy {_accuracy}; the objective is {objectives.Accuracy}");
    }

    // Finishing times, parents first, since a graph can have more paths than can be walked.
    private void CheckPaths()
    {
        var start = context.OperatorMilliseconds(Name, "entry", null);
        var finish = new Dictionary<string, (double Milliseconds, string Path)>(StringComparer.Ordinal);
        foreach (var task in planned.Tasks)
        {
            var before = asked.Application.Edges.Where(e => string.Equals(e.To, task.Name, StringComparison.Ordinal)).Select(e => finish[e.From]).OrderByDescending(f => f.Milliseconds).FirstOrDefault((start, string.Empty));
            finish[task.Name] = (before.Item1 + _budgets[task.Name], before.Item2.Length == 0 ? task.Name : $"{before.Item2} → {task.Name}");
        }

        var (last, slowest) = finish.Values.MaxBy(f => f.Milliseconds);
        var (longest, objective) = (last + context.OperatorMilliseconds(Name, "answer", null), asked.Application.Objectives.LatencyMilliseconds);
        Faults.Require(longest <= objective + 1e-6 || asked.RequestsPerSecond <= 0, path, $"takes {longest} ms on the path {slowest}; the objective is {objective} ms");
        Faults.RequireFigure(planned.LatencyMilliseconds, longest, $"{path}.latencyMilliseconds");
    }
}
