using Tangram.Core.Applications;

namespace Tangram.Cli.Pages;

/// <summary>Lays a task graph out by depth: every task right of its parents, edges past boxes in rows of their own.</summary>
internal sealed class GraphLayout
{
    private const double RowGap = 12;
    private const double PointHeight = 14;

    private readonly List<List<GraphNode>> _columns = [];
    private readonly Dictionary<GraphNode, List<GraphNode>> _parents = [];

    /// <summary>Lays out.</summary>
    /// <param name="application">The application.</param>
    /// <param name="heights">The boxes' heights, by task.</param>
    public GraphLayout(Application application, IReadOnlyList<double> heights)
    {
        var places = application.Tasks.Select((t, i) => (t.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        Boxes = new GraphNode[heights.Count];
        for (var task = 0; task < heights.Count; task++)
        {
            var parents = application.EdgesTo(application.Tasks[task].Name).Select(e => Boxes[places[e.From]]).ToList();
            Boxes[task] = Add(new GraphNode(task, parents.Count == 0 ? 0 : parents.Max(p => p.Depth) + 1, heights[task]));
        }

        Edges = [.. application.Edges.Select(e => (e, Route(Boxes[places[e.From]], Boxes[places[e.To]])))];
        Place();
    }

    /// <summary>The boxes, by task.</summary>
    public GraphNode[] Boxes { get; }

    /// <summary>The edges, each with the nodes it passes from parent to child.</summary>
    public IReadOnlyList<(Edge Edge, IReadOnlyList<GraphNode> Nodes)> Edges { get; }

    /// <summary>Columns there are.</summary>
    public int Columns => _columns.Count;

    /// <summary>Height of the highest column.</summary>
    public double Height { get; private set; }

    private GraphNode Add(GraphNode node)
    {
        while (_columns.Count <= node.Depth)
        {
            _columns.Add([]);
        }

        _columns[node.Depth].Add(node);
        _parents.Add(node, []);
        return node;
    }

    private List<GraphNode> Route(GraphNode from, GraphNode to)
    {
        var nodes = new List<GraphNode> { from };
        for (var depth = from.Depth + 1; depth < to.Depth; depth++)
        {
            nodes.Add(Add(new GraphNode(-1, depth, PointHeight)));
        }

        nodes.Add(to);
        for (var i = 1; i < nodes.Count; i++)
        {
            _parents[nodes[i]].Add(nodes[i - 1]);
        }

        return nodes;
    }

    private void Place()
    {
        Height = _columns.Max(c => c.Sum(n => n.Height) + (RowGap * (c.Count - 1)));
        foreach (var column in _columns)
        {
            // Children come in the order of their parents, which keeps edges from crossing where that is easy.
            var ordered = column.OrderBy(n => _parents[n].Select(p => p.Middle).DefaultIfEmpty(0).Average()).ToList();
            var y = (Height - ordered.Sum(n => n.Height) - (RowGap * (ordered.Count - 1))) / 2;
            foreach (var node in ordered)
            {
                node.Y = y;
                y += node.Height + RowGap;
            }
        }
    }
}
