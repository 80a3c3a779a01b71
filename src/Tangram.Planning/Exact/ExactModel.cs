using Tangram.Core.Applications;

namespace Tangram.Planning.Exact;

/// <summary>A problem made ready for searching: options of every task, worked out when first asked for, and bounds on what they can be.</summary>
/// <remarks>Holds neither objective: one model serves the problem and its relaxations. Not safe for several threads.</remarks>
internal sealed class ExactModel
{
    private readonly Dictionary<(int Place, double Items), IReadOnlyList<Option>> _options = [];

    public ExactModel(SingleProblem problem, Layouts layouts)
    {
        (Problem, Layouts) = (problem, layouts);
        Nodes = NodeReader.Read(problem);
        FixedMilliseconds = problem.Profile.OperatorMilliseconds("entry") + problem.Profile.OperatorMilliseconds("answer");
        FewestItems = LeastItems();
    }

    public SingleProblem Problem { get; }

    public Layouts Layouts { get; }

    /// <summary>The tasks, parents before children.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Latency of reading a request and composing its answer.</summary>
    public double FixedMilliseconds { get; }

    /// <summary>The fewest items a request can bring to each task, whatever is chosen before it.</summary>
    public IReadOnlyList<double> FewestItems { get; }

    /// <summary>Every option of a task when a request brings it <paramref name="items"/> items, by the variant's name and then by latency.</summary>
    public IReadOnlyList<Option> Options(int place, double items)
    {
        if (!_options.TryGetValue((place, items), out var options))
        {
            options = [.. Nodes[place].Choices.SelectMany(c => OptionFinder.Find(Layouts, c, items, items * Problem.Demand, Problem.QueueingFactor))];
            _options.Add((place, items), options);
        }

        return options;
    }

    private double[] LeastItems()
    {
        var items = new double[Nodes.Count];
        for (var place = 0; place < items.Length; place++)
        {
            items[place] = Nodes[place].Items(items, LeastFanOut);
        }

        return items;

        double LeastFanOut(int parent, Edge edge) => Nodes[parent].Choices.Select(c => edge.FanOutOf(c.Variant?.Name)).DefaultIfEmpty(0).Min();
    }
}
