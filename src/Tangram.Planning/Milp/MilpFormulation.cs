namespace Tangram.Planning.Milp;

/// <summary>A planning problem as a mixed-integer linear program [P for the parts that are JigsawServe's (arXiv 2603.08797), N for the rest] (docs/adr/0010).</summary>
internal sealed class MilpFormulation
{
    private readonly PlanningProblem _problem;
    private readonly ProfileIndex _index;

    /// <summary>Writes the model down.</summary>
    /// <exception cref="MilpException">It would be too large.</exception>
    public MilpFormulation(PlanningProblem problem, ProfileIndex index)
    {
        (_problem, _index) = (problem, index);
        var model = new MilpModelBuilder();
        Applications = [.. problem.Applications.Select((a, place) => (a.RequestsPerSecond, place)).Where(a => a.RequestsPerSecond > 0).Select(a => new MilpApplication(model, problem, index, a.place))];
        Refusal = Applications.Select(Refuse).FirstOrDefault(r => r is not null);
        Segments = new MilpSegments(model, problem, Applications.SelectMany(a => a.Choices).SelectMany(c => c).SelectMany(c => c.Configurations));
        Tasks = Refusal is null ? [.. Applications.Select(a => AddTasks(model, a))] : [];
        Segments.AddRows();
        Model = model.Build();
    }

    /// <summary>Columns and rows, without an objective.</summary>
    public MilpModel Model { get; }

    /// <summary>Why there is no plan where that can be told without solving; the model is then of no use.</summary>
    public PlanningOutcome.Infeasible? Refusal { get; }

    /// <summary>The applications that are asked for.</summary>
    public IReadOnlyList<MilpApplication> Applications { get; }

    /// <summary>Their tasks.</summary>
    public IReadOnlyList<IReadOnlyList<MilpTask>> Tasks { get; }

    /// <summary>Segments and devices.</summary>
    public MilpSegments Segments { get; }

    /// <summary>What is minimised, the most important first.</summary>
    public IReadOnlyList<IReadOnlyList<MilpTerm>> Objectives
    {
        get
        {
            // On one device there is nothing to choose.
            IReadOnlyList<MilpTerm>[] devices = _problem.Inventory.Count > 1 ? [[.. Segments.Devices]] : [];
            IReadOnlyList<MilpTerm>[] slices = [[.. Segments.Slices]];
            IReadOnlyList<MilpTerm>[] accuracy = Applications.All(a => a.HasOneAccuracy)
                ? []
                : [[.. Applications.SelectMany(a => a.Accuracy).Select(t => t with { Coefficient = -t.Coefficient })]];
            return _problem.Objective == PlanObjective.Slices ? [.. slices, .. devices, .. accuracy] : [.. devices, .. slices, .. accuracy];
        }
    }

    private List<MilpTask> AddTasks(MilpModelBuilder model, MilpApplication application)
    {
        application.AddRows();
        var asked = application.Application;
        var tasks = asked.Tasks.Select((t, i) => new MilpTask(model, application, Segments, i, Math.Min(Left(application), _problem.Restrictions.BudgetMilliseconds(asked.Name, t.Name)))).ToList();
        _ = new MilpPaths(model, application, tasks);
        return tasks;
    }

    private double Left(MilpApplication application) => application.Application.Objectives.LatencyMilliseconds
        - _index.OperatorMilliseconds(application.Application.Name, "entry") - _index.OperatorMilliseconds(application.Application.Name, "answer");

    private PlanningOutcome.Infeasible? Refuse(MilpApplication application)
    {
        var name = application.Application.Name;
        if (application.Application.Tasks.Where((_, task) => application.Choices[task].Count == 0).FirstOrDefault() is { } task)
        {
            return new("profile", $"profile binds: no variant of task '{task.Name}' of application '{name}' is allowed and was measured on the devices there are");
        }

        if (application.Combinations.Count == 0)
        {
            return new("accuracy", FormattableString.Invariant($"accuracy binds: no variants of application '{name}' that are allowed and were measured reach {application.Application.Objectives.Accuracy}"));
        }

        return Left(application) < -Tolerance.Milliseconds
            ? new("latency", FormattableString.Invariant($"latency binds: entry and answer of application '{name}' take longer than the objective of {application.Application.Objectives.LatencyMilliseconds} ms"))
            : null;
    }
}
