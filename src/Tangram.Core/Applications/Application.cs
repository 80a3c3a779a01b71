namespace Tangram.Core.Applications;

/// <summary>A graph of tasks with objectives.</summary>
/// <remarks>Immutable. An application that exists is sound: it has a root, no cycle, and its names are unique.</remarks>
public sealed record Application
{
    /// <summary>The lowest priority there is.</summary>
    public const int LowestPriority = -100;

    /// <summary>The highest priority there is.</summary>
    public const int HighestPriority = 100;

    /// <summary>Builds an application whose graph was checked by <see cref="TaskGraph.Check"/>.</summary>
    /// <exception cref="ArgumentException">The graph is unsound; the message names the first fault.</exception>
    public Application(
        string name, string description, Objectives objectives, OperatorUse entry, OperatorUse answer, IReadOnlyList<ApplicationTask> tasks, IReadOnlyList<Edge> edges, Evaluation? evaluation)
    {
        var faults = TaskGraph.Check(tasks, edges);
        if (faults.Count > 0)
        {
            throw new ArgumentException(faults[0].ToString(), nameof(edges));
        }

        (Name, Description, Objectives, Entry, Answer, Edges, Evaluation) = (name, description, objectives, entry, answer, edges, evaluation);
        Tasks = TaskGraph.ParentsFirst(tasks, edges);
    }

    /// <summary>The name it is served under.</summary>
    public string Name { get; }

    /// <summary>One sentence for people.</summary>
    public string Description { get; }

    /// <summary>What it promises.</summary>
    public Objectives Objectives { get; init; }

    /// <summary>Requests per second its file asks for; at least 0. Null where the file does not say.</summary>
    public double? Demand { get; init; }

    /// <summary>Who is served first where applications compete: the higher; −100 to 100, 0 unless its file says otherwise.</summary>
    public int Priority
    {
        get;
        init => field = value is >= LowestPriority and <= HighestPriority
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"is not a whole number from {LowestPriority} to {HighestPriority}");
    }

    /// <summary>Whether a request of which some items were dropped is answered with the rest; otherwise it is dropped with them.</summary>
    public bool PartialResults { get; init; }

    /// <summary>What reads a request; <see cref="OperatorUse.None"/> where it is only planned for.</summary>
    public OperatorUse Entry { get; }

    /// <summary>What composes the answer; <see cref="OperatorUse.None"/> where it is only planned for.</summary>
    public OperatorUse Answer { get; }

    /// <summary>The nodes, parents before children.</summary>
    public IReadOnlyList<ApplicationTask> Tasks { get; private init; }

    /// <summary>The edges.</summary>
    public IReadOnlyList<Edge> Edges { get; private init; }

    /// <summary>The labelled data set, if it has one.</summary>
    public Evaluation? Evaluation { get; }

    /// <summary>Tasks that the request itself goes to.</summary>
    public IEnumerable<ApplicationTask> Roots => Tasks.Where(t => !EdgesTo(t.Name).Any());

    /// <summary>What serving needs and is not given, such as <c>entry</c> or <c>task 'read': operator</c>; empty where <see cref="IsServable"/>.</summary>
    public IEnumerable<string> MissingForServing =>
    [
        .. Entry.IsGiven ? [] : (string[])["entry"],
        .. Answer.IsGiven ? [] : (string[])["answer"],
        .. Tasks.Where(t => !t.Operator.IsGiven).Select(t => $"task '{t.Name}': operator"),
        .. Tasks.SelectMany(t => t.Variants).Where(v => !v.HasModel).Select(v => $"variant '{v.Name}': model"),
    ];

    /// <summary>Whether it can be profiled, evaluated and served, not only planned for.</summary>
    public bool IsServable => !MissingForServing.Any();

    /// <summary>The task called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public ApplicationTask Task(string name) =>
        Tasks.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal))
        ?? throw new ArgumentException($"application '{Name}' has no task called '{name}'; it has {string.Join(", ", Tasks.Select(t => t.Name))}", nameof(name));

    /// <summary>Edges that leave a task.</summary>
    public IEnumerable<Edge> EdgesFrom(string task) => Edges.Where(e => string.Equals(e.From, task, StringComparison.Ordinal));

    /// <summary>Edges that reach a task.</summary>
    public IEnumerable<Edge> EdgesTo(string task) => Edges.Where(e => string.Equals(e.To, task, StringComparison.Ordinal));

    /// <summary>Every way from a root to a leaf, as task names.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Paths() => TaskGraph.Paths(Tasks, Edges);

    /// <summary>The same application with other tasks and edges of the same names, as after an evaluation.</summary>
    public Application With(IReadOnlyList<ApplicationTask> tasks, IReadOnlyList<Edge> edges) =>
        new(Name, Description, Objectives, Entry, Answer, tasks, edges, Evaluation) { Demand = Demand, Priority = Priority, PartialResults = PartialResults };
}
