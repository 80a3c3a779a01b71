using Tangram.Core.Applications;

namespace Tangram.Planning.Exact;

/// <summary>Applications that are planned together, their tasks in one row.</summary>
internal sealed class Component
{
    public Component(FleetModel model, IReadOnlyList<ApplicationModel> applications)
    {
        (Model, Applications, First) = (model, applications, new int[applications.Count]);
        var (nodes, owner) = (new List<Node>(), new List<int>());
        for (var i = 0; i < applications.Count; i++)
        {
            First[i] = nodes.Count;
            foreach (var node in applications[i].Nodes)
            {
                nodes.Add(node);
                owner.Add(i);
            }
        }

        (Nodes, Owner) = (nodes, [.. owner]);
    }

    public FleetModel Model { get; }

    public IReadOnlyList<ApplicationModel> Applications { get; }

    /// <summary>The tasks of all applications, parents before children; a node's own places count from its application's first.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>By place, which application it belongs to.</summary>
    public int[] Owner { get; }

    /// <summary>By application, the place of its first task.</summary>
    public int[] First { get; }

    /// <summary>The application of a place.</summary>
    public ApplicationModel ApplicationOf(int place) => Applications[Owner[place]];

    /// <summary>Whether a place is the last of its application.</summary>
    public bool EndsApplication(int place) => place + 1 == Nodes.Count || Owner[place + 1] != Owner[place];

    /// <summary>Items that reach a task, given what runs before it and where traffic is split.</summary>
    public Flow FlowTo(int place, Flow[] flows, Choice[] choices, int splitPlace, Choice? second)
    {
        var (node, first) = (Nodes[place], First[Owner[place]]);
        if (node.Parents.Count == 0)
        {
            return Flow.One;
        }

        var sum = default(Flow);
        for (var i = 0; i < node.Parents.Count; i++)
        {
            var (at, edge) = (first + node.Parents[i].Place, node.Parents[i].Edge);
            sum = sum.Plus(at == splitPlace ? Mixed(flows[at], choices[at], second!, edge) : flows[at].Times(edge.FanOutOf(choices[at].Variant?.Name)));
        }

        return sum;
    }

    // What reaches a split task does not depend on the share, since one task is split at most.
    private static Flow Mixed(Flow items, Choice finer, Choice second, Edge edge)
    {
        var (high, low) = (edge.FanOutOf(finer.Variant?.Name), edge.FanOutOf(second.Variant?.Name));
        return new Flow(items.Constant * low, items.Constant * (high - low));
    }
}
