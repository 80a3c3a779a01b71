using Tangram.Core.Applications;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Baselines.Loki;

/// <summary>One application on the whole devices of a pool: which variants, which batches, how many servers (Loki, HPDC'24, after its public code [C]).</summary>
/// <remarks>
/// A server is a whole device with one process. Rates are the demand times the product of the fan-outs upstream, those of the chosen variants. On every path the
/// batches' latencies, each times the queueing factor (2 there, so that they take half the objective), stay within the objective. Batches are at most 64.
/// </remarks>
internal sealed class LokiApplication
{
    private const int LargestBatch = 64;
    private readonly BaselineProblem _read;
    private readonly int _pool;
    private readonly Application _application;
    private readonly double _demand;
    private readonly double _fixed;
    private readonly CancellationToken _cancellationToken;

    public LokiApplication(BaselineProblem read, int pool, int place, CancellationToken cancellationToken)
    {
        (_read, _pool, _cancellationToken) = (read, pool, cancellationToken);
        (_application, _demand) = read.Problem.Applications[place];
        _fixed = read.Index.OperatorMilliseconds(_application.Name, "entry") + read.Index.OperatorMilliseconds(_application.Name, "answer");
        var places = _application.Tasks.Select((t, i) => (t.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        Tasks = [.. _application.Tasks.Select(t => new LokiTask(t, [.. _application.EdgesTo(t.Name).Select(e => (places[e.From], e))], [.. Choices(t)]))];
    }

    /// <summary>The tasks, parents before children.</summary>
    public IReadOnlyList<LokiTask> Tasks { get; }

    /// <summary>Hardware scaling: the most accurate choices on the fewest servers; null where no batches keep to the objectives.</summary>
    public LokiPlan? MostAccurate() => Tasks.All(t => t.Choices.Count > 0) ? Fewest([.. Tasks.Select(t => t.Choices[0])]) : null;

    /// <summary>Accuracy scaling: for each number of servers the most accurate plan, as far as more servers make it more accurate; the fewest servers first.</summary>
    public IReadOnlyList<LokiPlan> Front()
    {
        var plans = Combinations().Select(Fewest).OfType<LokiPlan>().OrderBy(p => p.Devices).ThenByDescending(p => p.Accuracy);
        var front = new List<LokiPlan>();
        foreach (var plan in plans)
        {
            if (front.Count == 0 || plan.Accuracy > front[^1].Accuracy + Tolerance.Accuracy)
            {
                front.Add(plan);
            }
        }

        return front;
    }

    private IEnumerable<Variant?> Choices(ApplicationTask task)
    {
        var least = _read.Problem.Restrictions.RelativeAccuracy(_application.Name, task.Name) - Tolerance.Accuracy;
        return task.Variants.OrderBy(v => v.Name, StringComparer.Ordinal).Where(v => Servers(v).Any()).Cast<Variant?>()
            .Concat(task.IsOptional ? [null] : [])
            .Where(v => _read.Problem.Restrictions.Allow(_application.Name, task.Name, v?.Name) && task.RelativeAccuracy(v) >= least)
            .OrderByDescending(task.RelativeAccuracy).ThenBy(v => v is null ? 0 : 1);
    }

    private IEnumerable<Configuration> Servers(Variant variant) => _read.Index.Configurations(_application.Name, variant.Name).Where(c =>
        c.Pool == _pool && c.Slices == _read.Device(_pool).ComputeSlices && c.Entry.Concurrency == 1 && c.Entry.Batch <= LargestBatch);

    // Every choice of variants that keeps to the accuracy objective.
    private IEnumerable<IReadOnlyList<Variant?>> Combinations()
    {
        IEnumerable<(IReadOnlyList<Variant?> Chosen, double Accuracy)> all = [([], 1)];
        for (var i = 0; i < Tasks.Count; i++)
        {
            var task = Tasks[i];
            var ahead = Tasks.Skip(i + 1).Aggregate(1.0, (product, t) => product * (t.Choices.Count > 0 ? t.Task.RelativeAccuracy(t.Choices[0]) : 0));
            all = all.SelectMany(c => task.Choices.Select(v => ((IReadOnlyList<Variant?>)[.. c.Chosen, v], c.Accuracy * task.Task.RelativeAccuracy(v))))
                .Where(c => c.Item2 * ahead >= _application.Objectives.Accuracy - Tolerance.Accuracy);
        }

        return all.Select(c => c.Chosen);
    }

    private LokiPlan? Fewest(IReadOnlyList<Variant?> chosen)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var accuracy = Tasks.Zip(chosen, (t, v) => t.Task.RelativeAccuracy(v)).Aggregate(1.0, (a, b) => a * b);
        if (accuracy < _application.Objectives.Accuracy - Tolerance.Accuracy)
        {
            return null;
        }

        var items = Rates.ItemsPerRequest(_application, [.. chosen.Select(v => v is null ? (IReadOnlyList<VariantShare>)[] : [new VariantShare(v, 1)])]);
        var steps = chosen.Select((v, i) => v is null ? null : Steps(Tasks[i].Task.Name, v, items[i])).ToList();
        return new LokiBatches([.. Tasks.Select(t => (IReadOnlyList<int>)[.. t.Parents.Select(p => p.Place)])], steps, _application.Objectives.LatencyMilliseconds - _fixed).Fewest() is { } found
            ? new LokiPlan(chosen, found, accuracy)
            : null;
    }

    // The batches worth considering: more latency only for fewer servers.
    private List<LokiStep> Steps(string task, Variant variant, double items)
    {
        var most = _read.Problem.Restrictions.BudgetMilliseconds(_application.Name, task);
        var steps = new List<LokiStep>();
        var ways = Servers(variant).Select(c => new Way(c, _read.BudgetMilliseconds(_application.Name, task, c, items))).Where(w => w.BudgetMilliseconds <= most + Tolerance.Milliseconds);
        foreach (var way in ways.OrderBy(w => w.BudgetMilliseconds).ThenByDescending(w => w.Configuration.ItemsPerSecond))
        {
            var count = Math.Max(1, (int)Math.Min(int.MaxValue / 64, Math.Ceiling(items * _demand * (1 - Tolerance.Rate) / way.Configuration.ItemsPerSecond)));
            if (steps.Count == 0 || count < steps[^1].Count)
            {
                steps.Add(new LokiStep(way.Configuration, way.BudgetMilliseconds, count));
            }
        }

        return steps;
    }
}
