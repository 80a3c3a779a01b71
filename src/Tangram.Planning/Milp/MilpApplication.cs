using Tangram.Core.Applications;

namespace Tangram.Planning.Milp;

/// <summary>The part of the model that decides what one application runs, and at which shares.</summary>
/// <remarks>
/// A weight for every complete combination of choices makes rates and accuracy linear although they are products along the graph. As at most one
/// task is split, the weights that are not 0 differ in that task alone, and means over them are what the shares give: the model is exact [N].
/// </remarks>
internal sealed class MilpApplication
{
    private readonly MilpModelBuilder _model;
    private readonly List<int[]> _chosen = [];

    /// <summary>Adds the application's choices to a model.</summary>
    public MilpApplication(MilpModelBuilder model, PlanningProblem problem, ProfileIndex index, int place)
    {
        (_model, Problem, Index, Place) = (model, problem, index, place);
        (Application, Demand) = problem.Applications[place];
        Choices = MilpChoices.Of(problem, index, Application);
        AllowsSplits = problem.MaySplit(Application.Name);
        var all = MilpCombinations.Of(Application, Choices);
        Combinations = AllowsSplits ? all : [.. all.Where(IsAccurate)];
        Weights = [.. Combinations.Select((c, i) => AllowsSplits ? model.Continuous(Named($"weight-{i}"), 0, 1) : model.Whole(Named($"weight-{i}"), 1))];
    }

    public PlanningProblem Problem { get; }

    public ProfileIndex Index { get; }

    /// <summary>The application's place in the problem.</summary>
    public int Place { get; }

    public Application Application { get; }

    /// <summary>Requests per second; above 0.</summary>
    public double Demand { get; }

    public bool AllowsSplits { get; }

    /// <summary>By task, what may run it.</summary>
    public IReadOnlyList<IReadOnlyList<MilpChoice>> Choices { get; }

    public IReadOnlyList<MilpCombination> Combinations { get; }

    /// <summary>The combinations' weights, as columns.</summary>
    public IReadOnlyList<int> Weights { get; }

    /// <summary>The accuracy, as terms.</summary>
    public IEnumerable<MilpTerm> Accuracy => Weighted(c => c.Accuracy);

    /// <summary>Whether every combination is equally accurate.</summary>
    public bool HasOneAccuracy => Combinations.All(c => c.Accuracy == Combinations[0].Accuracy);

    /// <summary>How many times a task counts its latency; at least 1.</summary>
    public double QueueingFactor(int task) => Problem.QueueingFactors.Of(Application.Name, Application.Tasks[task].Name);

    /// <summary>A name for the model's columns and rows.</summary>
    public string Named(FormattableString what) => $"{Application.Name}/{FormattableString.Invariant(what)}";

    /// <summary>The weights' sum, each times a figure of its combination.</summary>
    public IEnumerable<MilpTerm> Weighted(Func<MilpCombination, double> figure) => Combinations.Select((c, i) => new MilpTerm(Weights[i], figure(c))).Where(t => t.Coefficient != 0);

    /// <summary>1 where a task runs a choice, else 0, as terms.</summary>
    public IEnumerable<MilpTerm> Runs(int task, int choice) => AllowsSplits ? [new MilpTerm(_chosen[task][choice], 1)] : Weighted(c => c.Choices[task] == choice ? 1 : 0);

    /// <summary>Adds what holds between choices.</summary>
    public void AddRows()
    {
        // Σ_k w_k = 1
        _model.Equal(Named($"one"), 1, Weighted(_ => 1));
        if (AllowsSplits)
        {
            AddSplits();
            AddAccuracy();
        }
    }

    private bool IsAccurate(MilpCombination combination) =>
        combination.Accuracy >= Application.Objectives.Accuracy - Tolerance.Accuracy
        && combination.Choices.Select((c, task) => Choices[task][c].RelativeAccuracy >= Least(task) - Tolerance.Accuracy).All(enough => enough);

    private double Least(int task) => Problem.Restrictions.RelativeAccuracy(Application.Name, Application.Tasks[task].Name);

    private void AddSplits()
    {
        var splits = new List<MilpTerm>();
        for (var task = 0; task < Choices.Count; task++)
        {
            var (at, choices) = (task, Choices[task]);
            var chosen = choices.Select((_, c) => _model.Whole(Named($"runs-{at}-{c}"), 1)).ToArray();
            _chosen.Add(chosen);

            // Σ_c y_tc = 1 + σ_t: a task that is split runs two choices, any other one
            var split = new MilpTerm(_model.Whole(Named($"split-{task}"), choices.Count(c => c.Variant is not null) > 1 ? 1 : 0), 1);
            splits.Add(split);
            _model.Equal(Named($"runs-{task}"), 1, chosen.Select(c => new MilpTerm(c, 1)).Append(split with { Coefficient = -1 }));
            for (var choice = 0; choice < choices.Count; choice++)
            {
                // Σ_{k: k_t = c} w_k ≤ y_tc
                var own = choice;
                _model.AtMost(Named($"weights-{task}-{choice}"), 0, Weighted(c => c.Choices[at] == own ? 1 : 0).Append(new MilpTerm(chosen[choice], -1)));
                if (choices[choice].Variant is null)
                {
                    // A task that is left out is not split with a variant: y_t∅ + σ_t ≤ 1
                    _model.AtMost(Named($"left-out-{task}"), 1, [new MilpTerm(chosen[own], 1), split]);
                }
            }
        }

        // Σ_t σ_t ≤ 1
        _model.AtMost(Named($"splits"), 1, splits);
    }

    private void AddAccuracy()
    {
        // Σ_k w_k Π_t acc_tk ≥ objective
        _model.AtLeast(Named($"accuracy"), Application.Objectives.Accuracy - (Tolerance.Accuracy / 2), Accuracy);
        for (var task = 0; task < Choices.Count; task++)
        {
            var at = task;
            if (Least(task) > 0)
            {
                _model.AtLeast(Named($"accuracy-{task}"), Least(task) - (Tolerance.Accuracy / 2), Weighted(c => Choices[at][c.Choices[at]].RelativeAccuracy));
            }
        }
    }
}
