using Tangram.Planning.Deciding;

namespace Tangram.Planning.Milp;

/// <summary>The part of the model that decides how slow a task's segments may be, and which of them take its items.</summary>
internal sealed class MilpTask
{
    // Where an item's share of a segment is smaller, a solver's tolerance may lose that a segment is needed at all.
    private const double LeastLoad = 1e-3;

    private readonly MilpModelBuilder _model;
    private readonly MilpApplication _application;
    private readonly MilpSegments _segments;
    private readonly int _task;
    private readonly IReadOnlyList<MilpRegime> _regimes;

    /// <summary>Adds the columns and rows of a task.</summary>
    /// <param name="model">Where they go.</param>
    /// <param name="application">Its application.</param>
    /// <param name="segments">What it may run on.</param>
    /// <param name="task">Its place.</param>
    /// <param name="most">The largest budget it may take, in ms.</param>
    public MilpTask(MilpModelBuilder model, MilpApplication application, MilpSegments segments, int task, double most)
    {
        (_model, _application, _segments, _task) = (model, application, segments, task);
        _regimes = Regimes();
        var slowest = (most / application.QueueingFactor(task)) + Tolerance.Milliseconds;
        var latencies = application.Choices[task].SelectMany(c => c.Configurations).SelectMany(c => _regimes.Select(r => Effective(c, r))).Where(ms => ms <= slowest);
        double[] levels = [.. (application.Choices[task].Any(c => c.Variant is null) ? latencies.Append(0) : latencies).Distinct().Order()];
        Levels = new MilpLevels(levels, [.. levels.Select(ms => model.Whole(Named($"slowest-{ms}"), 1))]);

        // Σ_ℓ λ_ℓ = 1
        _model.Equal(Named($"one-level"), 1, Levels.Columns.Select(c => new MilpTerm(c, 1)));
        for (var choice = 0; choice < application.Choices[task].Count; choice++)
        {
            if (application.Choices[task][choice].Variant is not null && application.Combinations.Any(c => c.Choices[task] == choice))
            {
                AddChoice(choice);
            }
        }
    }

    /// <summary>How slow its segments may be.</summary>
    public MilpLevels Levels { get; }

    private IReadOnlyList<MilpRegime> Regimes() => _application.Problem.Siblings == Siblings.Spread
        ? [new MilpRegime(1, null)]
        : [.. _application.Combinations.Select((c, i) => (Items: c.Items[_task], i)).GroupBy(c => c.Items, c => c.i).Select(g => new MilpRegime(g.Key, g.ToHashSet()))];

    private double Effective(Configuration configuration, MilpRegime regime) => Budgets.EffectiveMilliseconds(_application.Problem.Siblings, configuration.Entry, regime.Items);

    private string Named(FormattableString what) => _application.Named($"{_application.Application.Tasks[_task].Name}-{FormattableString.Invariant(what)}");

    private void AddChoice(int choice)
    {
        var key = new TaskKey(_application.Place, _task);
        var groups = _application.Choices[_task][choice].Configurations
            .Where(c => _regimes.Any(r => Levels.Milliseconds.Any(ms => ms >= Effective(c, r))))
            .Select(c => _segments.Group(c, key, choice)).ToList();
        double[] items = [.. _application.Combinations.Where(c => c.Choices[_task] == choice).Select(c => c.Items[_task])];
        if (items.Max() > 0)
        {
            AddFlows(choice, groups, items.Max());
        }

        if (_application.AllowsSplits || groups.Any(g => items.Min() * _application.Demand < LeastLoad * g.Configuration.ItemsPerSecond))
        {
            AddPresence(choice, groups);
        }
        else
        {
            // Σ_c n_c ≥ y: what runs has a segment; implied, and it makes the relaxation tighter.
            _model.AtLeast(Named($"has-segments-{choice}"), 0, groups.Select(g => new MilpTerm(g.Count, 1)).Concat(Less(_application.Runs(_task, choice))));
        }
    }

    // Flows are fractions of the largest rate the task may have, so that the solver's absolute tolerances mean the same for every task.
    private void AddFlows(int choice, List<MilpGroup> groups, double largest)
    {
        var flows = groups.Select(g => _model.Continuous(Named($"flow-{choice}-{_model.NameOf(g.Count)}"), 0, 1)).ToList();
        for (var i = 0; i < groups.Count; i++)
        {
            groups[i].Loads.Add(new MilpTerm(flows[i], largest * _application.Demand * (1 - Tolerance.Rate) / groups[i].Configuration.ItemsPerSecond));
        }

        // Σ_c f_c = Σ_{k: k_t = v} w_k items_t(k) / largest
        _model.Equal(Named($"covered-{choice}"), 0, flows.Select(f => new MilpTerm(f, 1))
            .Concat(Less(_application.Weighted(c => c.Choices[_task] == choice ? c.Items[_task] / largest : 0))));
        AddSlowest("flow", choice, groups, flows);
    }

    // A variant that runs has a segment it may use even where hardly an item is expected: Σ_c s_c = y, s_c ≤ n_c.
    private void AddPresence(int choice, List<MilpGroup> groups)
    {
        var present = groups.Select(g => _model.Continuous(Named($"present-{choice}-{_model.NameOf(g.Count)}"), 0, 1)).ToList();
        for (var i = 0; i < groups.Count; i++)
        {
            _model.AtMost($"there-{_model.NameOf(present[i])}", 0, [new MilpTerm(present[i], 1), new MilpTerm(groups[i].Count, -1)]);
        }

        _model.Equal(Named($"present-{choice}"), 0, present.Select(p => new MilpTerm(p, 1)).Concat(Less(_application.Runs(_task, choice))));
        AddSlowest("present", choice, groups, present);
    }

    // Σ_{c: latency(c) ≥ e} x_c ≤ Σ_{ℓ ≥ e} λ_ℓ for every latency e: what is slower than allowed takes nothing. Where latencies go by the
    // items per request, this holds in the combinations that bring so many: … + 1 − Σ_{k in the regime} w_k.
    private void AddSlowest(string what, int choice, List<MilpGroup> groups, List<int> columns)
    {
        foreach (var regime in _regimes.Where(r => r.Combinations?.Any(k => _application.Combinations[k].Choices[_task] == choice) ?? true))
        {
            var latencies = groups.Select(g => Effective(g.Configuration, regime)).ToList();
            var outside = regime.Combinations is null ? [] : regime.Combinations.Select(k => new MilpTerm(_application.Weights[k], 1));
            foreach (var least in latencies.Distinct().Where(ms => ms > Levels.Milliseconds[0]))
            {
                _model.AtMost(
                    Named($"{what}-slowest-{choice}-{least}"),
                    regime.Combinations is null ? 0 : 1,
                    columns.Where((_, i) => latencies[i] >= least).Select(c => new MilpTerm(c, 1)).Concat(Levels.Allow(least, -1)).Concat(outside));
            }
        }
    }

    private static IEnumerable<MilpTerm> Less(IEnumerable<MilpTerm> terms) => terms.Select(t => t with { Coefficient = -t.Coefficient });
}
