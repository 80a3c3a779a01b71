namespace Tangram.Planning.Milp;

/// <summary>The part of the model that keeps every path of an application within its latency objective, by the tasks' finishing times.</summary>
/// <remarks>All times are fractions of the objective, so that the solver's absolute tolerances are small against it.</remarks>
internal sealed class MilpPaths
{
    private readonly MilpModelBuilder _model;
    private readonly MilpApplication _application;
    private readonly double _objective;

    /// <summary>Adds the columns and rows of an application.</summary>
    public MilpPaths(MilpModelBuilder model, MilpApplication application, IReadOnlyList<MilpTask> tasks)
    {
        (_model, _application) = (model, application);
        var asked = application.Application;
        _objective = asked.Objectives.LatencyMilliseconds;
        var last = (_objective + Tolerance.Milliseconds - application.Index.OperatorMilliseconds(asked.Name, "answer")) / _objective;
        var finish = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var task = 0; task < tasks.Count; task++)
        {
            var name = asked.Tasks[task].Name;
            var budget = Budget(tasks[task], task).ToList();
            var most = application.Problem.Restrictions.BudgetMilliseconds(asked.Name, name);
            if (double.IsFinite(most))
            {
                _model.AtMost(application.Named($"budget-{name}"), (most + Tolerance.Milliseconds) / _objective, budget);
            }

            // F_t ≥ F_parent + Q_t L_t + operators_t, and F_t ≤ objective − answer
            finish.Add(name, _model.Continuous(application.Named($"finish-{name}"), 0, last));
            var since = budget.Select(b => b with { Coefficient = -b.Coefficient }).Append(new MilpTerm(finish[name], 1)).ToList();
            _model.AtLeast(application.Named($"finish-{name}"), application.Index.OperatorMilliseconds(asked.Name, "entry") / _objective, since);
            foreach (var edge in asked.EdgesTo(name))
            {
                _model.AtLeast(application.Named($"after-{edge.From}-{name}"), 0, since.Append(new MilpTerm(finish[edge.From], -1)));
            }
        }
    }

    private IEnumerable<MilpTerm> Budget(MilpTask levels, int task) => levels.Levels.Slowest
        .Select(t => t with { Coefficient = t.Coefficient * _application.QueueingFactor(task) / _objective })
        .Concat(Operators(task));

    private List<MilpTerm> Operators(int task)
    {
        var choices = _application.Choices[task];
        var mean = _application.Weighted(c => Budgets.OperatorMilliseconds(choices[c.Choices[task]].OperatorMilliseconds, c.Items[task]) / _objective).ToList();
        if (!_application.AllowsSplits || mean.Count == 0)
        {
            return mean;
        }

        // The slower operators of a split count for all items: o_t ≥ op_v Σ_k w_k items_t(k) − M (1 − y_tv)
        var operators = _model.Continuous(_application.Named($"operators-{task}"), 0, double.PositiveInfinity);
        _model.AtLeast(_application.Named($"operators-{task}"), 0, mean.Select(t => t with { Coefficient = -t.Coefficient }).Append(new MilpTerm(operators, 1)));
        var largest = _application.Combinations.Max(c => c.Items[task]);
        for (var choice = 0; choice < choices.Count; choice++)
        {
            var perItem = choices[choice].OperatorMilliseconds / _objective;
            if (perItem > 0)
            {
                var most = perItem * largest;
                _model.AtLeast(
                    _application.Named($"operators-{task}-{choice}"),
                    -most,
                    _application.Weighted(c => -perItem * c.Items[task]).Append(new MilpTerm(operators, 1)).Concat(_application.Runs(task, choice).Select(t => t with { Coefficient = -most })));
            }
        }

        return [new MilpTerm(operators, 1)];
    }
}
