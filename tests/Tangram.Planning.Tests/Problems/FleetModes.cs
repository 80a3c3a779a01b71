using Tangram.Core.Applications;

namespace Tangram.Planning.Tests.Problems;

/// <summary>Lists every <see cref="FleetMode"/> of an application, with code of its own.</summary>
internal sealed class FleetModes(PlanningProblem problem, ProfileIndex index, int place)
{
    private readonly Application _application = problem.Applications[place].Application;

    public IReadOnlyList<FleetMode> All() => [.. Choices(0, [], split: false).SelectMany(Modes)];

    // A task runs one variant, two (at most one task), or none.
    private IEnumerable<Variant[][]> Choices(int task, Variant[][] before, bool split)
    {
        if (task == _application.Tasks.Count)
        {
            yield return before;
            yield break;
        }

        var (name, asked) = (_application.Name, _application.Tasks[task]);
        var allowed = asked.Variants.Where(v => problem.Restrictions.Allow(name, asked.Name, v.Name) && index.Configurations(name, v.Name).Count > 0).ToList();
        List<Variant[]> options = [.. allowed.Select(v => new[] { v })];
        if (asked.SkipAccuracy is not null && problem.Restrictions.Allow(name, asked.Name, null))
        {
            options.Add([]);
        }

        if (problem.MaySplit(name) && !split)
        {
            options.AddRange(from a in allowed from b in allowed where asked.Variants.ToList().IndexOf(a) < asked.Variants.ToList().IndexOf(b) select new[] { a, b });
        }

        foreach (var option in options)
        {
            foreach (var rest in Choices(task + 1, [.. before, option], split || option.Length == 2))
            {
                yield return rest;
            }
        }
    }

    private IEnumerable<FleetMode> Modes(Variant[][] choice)
    {
        // All that depends on the share is linear in it: two points tell.
        var (at0, at1) = (Items(choice, 0), Items(choice, 1));
        var accuracy = Line(Accuracies(choice, 0).Aggregate(1.0, (a, b) => a * b), Accuracies(choice, 1).Aggregate(1.0, (a, b) => a * b));
        var limits = new List<(double, double)> { Above(accuracy, _application.Objectives.Accuracy) };
        for (var task = 0; task < choice.Length; task++)
        {
            limits.Add(Above(Line(Accuracies(choice, 0)[task], Accuracies(choice, 1)[task]), problem.Restrictions.RelativeAccuracy(_application.Name, _application.Tasks[task].Name)));
        }

        // How slow each task may be: any of the latencies of what it may run on.
        var caps = choice.Select((variants, task) => variants.SelectMany(v => index.Configurations(_application.Name, v.Name)).Select(c => Latency(c, at0[task])).DefaultIfEmpty(0).Distinct().ToArray());
        foreach (var cap in Product([.. caps]))
        {
            var all = limits.Concat(Times(choice, cap, at0, at1)).ToList();
            if (all.TrueForAll(l => Math.Min(l.Item1, l.Item1 + l.Item2) <= 0))
            {
                yield return Mode(choice, cap, at0, at1, accuracy, all);
            }
        }
    }

    private FleetMode Mode(Variant[][] choice, double[] cap, double[] at0, double[] at1, (double, double) accuracy, List<(double, double)> limits)
    {
        var users = choice.SelectMany((variants, task) => variants.Select((v, i) => (Variant: v, Task: task, At0: variants.Length == 2 && i == 0 ? 0 : 1.0, At1: variants.Length == 2 && i == 1 ? 0 : 1.0))).ToList();
        var demand = problem.Applications[place].RequestsPerSecond;
        return new FleetMode(
            [.. users.Select(u => (place, u.Task, u.Variant.Name, (IReadOnlySet<Configuration>)index.Configurations(_application.Name, u.Variant.Name).Where(c => Latency(c, at0[u.Task]) <= cap[u.Task]).ToHashSet()))],
            [.. users.Select(u => Line(demand * at0[u.Task] * u.At0, demand * at1[u.Task] * u.At1))],
            accuracy,
            limits,
            choice.Any(v => v.Length == 2));
    }

    // Every path, and every budget that is restricted.
    private IEnumerable<(double, double)> Times(Variant[][] choice, double[] cap, double[] at0, double[] at1)
    {
        var budgets = choice.Select((variants, task) =>
        {
            var perItem = variants.Select(v => index.OperatorMilliseconds(_application.Name, _application.Tasks[task].Name, v.Name)).DefaultIfEmpty(0).Max();
            var waiting = problem.QueueingFactors.Of(_application.Name, _application.Tasks[task].Name) * cap[task];
            return Line(waiting + (perItem * at0[task]), waiting + (perItem * at1[task]));
        }).ToList();
        var ends = index.OperatorMilliseconds(_application.Name, "entry") + index.OperatorMilliseconds(_application.Name, "answer");
        foreach (var path in _application.Paths())
        {
            var own = path.Select(t => budgets[Place(t)]).ToList();
            yield return (ends + own.Sum(b => b.Constant) - _application.Objectives.LatencyMilliseconds - 1e-6, own.Sum(b => b.Slope));
        }

        for (var task = 0; task < choice.Length; task++)
        {
            if (problem.Restrictions.BudgetMilliseconds(_application.Name, _application.Tasks[task].Name) is var most && double.IsFinite(most))
            {
                yield return (budgets[task].Constant - most - 1e-6, budgets[task].Slope);
            }
        }
    }

    private double Latency(Configuration configuration, double items) =>
        configuration.Entry.P95Milliseconds * (problem.Siblings == Siblings.Wait ? Math.Max(1, Math.Ceiling((items / configuration.Entry.Batch) - 1e-9)) : 1);

    private double[] Items(Variant[][] choice, double share)
    {
        var items = new double[choice.Length];
        for (var task = 0; task < items.Length; task++)
        {
            var incoming = _application.Edges.Where(e => e.To == _application.Tasks[task].Name).ToList();
            items[task] = incoming.Count == 0 ? 1 : incoming.Sum(e => items[Place(e.From)] * Mean(choice[Place(e.From)], share, e.FanOutOf, 1));
        }

        return items;
    }

    private double[] Accuracies(Variant[][] choice, double share) => [.. choice.Select((variants, task) =>
    {
        var best = _application.Tasks[task].Variants.Max(v => v.Accuracy);
        best = Math.Max(best, _application.Tasks[task].SkipAccuracy ?? 0);
        return Mean(variants, share, v => _application.Tasks[task].Variants.First(x => x.Name == v).Accuracy / best, (_application.Tasks[task].SkipAccuracy ?? 0) / best);
    })];

    private static double Mean(Variant[] variants, double share, Func<string, double> figure, double whenNone) => variants switch
    {
        [] => whenNone,
        [var only] => figure(only.Name),
        _ => (share * figure(variants[0].Name)) + ((1 - share) * figure(variants[1].Name)),
    };

    private static (double Constant, double Slope) Line(double at0, double at1) => (at0, at1 - at0);

    private static (double, double) Above((double Constant, double Slope) line, double least) => (least - 1e-9 - line.Constant, -line.Slope);

    private int Place(string task) => _application.Tasks.Select((t, i) => (t, i)).First(p => p.t.Name == task).i;

    private static IEnumerable<double[]> Product(double[][] sets) =>
        sets.Aggregate((IEnumerable<double[]>)[[]], (before, set) => before.SelectMany(b => set.Select(s => (double[])[.. b, s])));
}
