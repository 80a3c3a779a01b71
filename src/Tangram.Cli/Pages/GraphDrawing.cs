using System.Text;
using System.Xml.Linq;
using Tangram.Cli.Plans;
using Tangram.Core.Applications;
using Tangram.Core.Plans;

namespace Tangram.Cli.Pages;

/// <summary>Draws an application's task graph with what the plan decides for each task.</summary>
internal sealed class GraphDrawing(Application application, PlannedApplication planned, TaskColours colours)
{
    private const double BoxWidth = 180;
    private const double ColumnGap = 56;
    private const double LineHeight = 16;
    private const double Padding = 8;
    private const double Edge = 2;
    private const double Bar = 8;

    /// <summary>The drawing.</summary>
    public XElement Draw()
    {
        var lines = planned.Tasks.Select(Lines).ToList();
        var layout = new GraphLayout(application, [.. lines.Select(l => (l.Count * LineHeight) + Padding)]);
        return Svg.Drawing(
            (layout.Columns * BoxWidth) + ((layout.Columns - 1) * ColumnGap) + (2 * Edge),
            layout.Height + (2 * Edge),
            $"task graph of {application.Name}",
            layout.Edges.Select(e => Arrow(e.Edge, e.Nodes)),
            layout.Boxes.Select(b => Box(planned.Tasks[b.Task], b, lines[b.Task])));
    }

    private static double Left(GraphNode node) => Edge + (node.Depth * (BoxWidth + ColumnGap));

    private static List<string> Lines(PlannedTask task) => task.Variant is null
        ? [task.Name, "left out"]
        :
        [
            task.Name,
            .. task.Variants.Select(v => task.Variants.Count == 1 ? v.Name : $"{Figures.Percent(v.Share)} {v.Name}"),
            $"budget {Figures.Text(task.BudgetMilliseconds)} ms",
            $"{Figures.Text(task.ItemsPerSecond)} items/s · {Figures.Percent(task.Utilization)}",
        ];

    private XElement Box(PlannedTask task, GraphNode node, List<string> lines)
    {
        var (x, y) = (Left(node), node.Y + Edge);
        var colour = colours.Of(application.Name, task.Name);
        return Svg.Group(
            "task",
            Tooltip(task),
            Svg.Rectangle(colour is null ? "box absent" : "box", x, y, BoxWidth, node.Height),
            colour is null ? null : TaskColours.Swatch(colour, x, y, Bar, node.Height),
            lines.Select((line, i) => Svg.Text(i == 0 ? "strong" : "plain", line, x + Bar + 6, y + 16 + (i * LineHeight), BoxWidth - Bar - 12)));
    }

    private static string Tooltip(PlannedTask task) => string.Join('\n', (string[])
    [
        task.Name,
        .. task.Variants.Select(v => $"{v.Name}: {Figures.Percent(v.Share)} of the items, relative accuracy {Figures.Text(v.RelativeAccuracy)}"),
        $"relative accuracy {Figures.Text(task.RelativeAccuracy)}",
        $"{Figures.Text(task.ItemsPerRequest)} items a request, {Figures.Text(task.ItemsPerSecond)} items/s",
        $"budget {Figures.Text(task.BudgetMilliseconds)} ms, {Figures.Text(task.OperatorMilliseconds)} ms of it operators",
        $"{Figures.Percent(task.Utilization)} utilised",
    ]);

    private XElement Arrow(Edge edge, IReadOnlyList<GraphNode> nodes)
    {
        var path = new StringBuilder();
        var (x, y) = (Left(nodes[0]) + BoxWidth, nodes[0].Middle + Edge);
        path.Append(FormattableString.Invariant($"M{x:0.##},{y:0.##}"));
        foreach (var node in nodes.Skip(1))
        {
            var (toX, toY) = (Left(node), node.Middle + Edge);
            path.Append(FormattableString.Invariant($" C{x + (ColumnGap / 2):0.##},{y:0.##} {toX - (ColumnGap / 2):0.##},{toY:0.##} {toX:0.##},{toY:0.##}"));
            (x, y) = (toX, toY);
            if (node.Task < 0)
            {
                path.Append(FormattableString.Invariant($" h{BoxWidth}"));
                x += BoxWidth;
            }
        }

        var fanOut = FanOut(edge);
        return Svg.Group(
            "edge",
            $"{edge.From} to {edge.To}: {Figures.Text(fanOut)} items per item",
            Svg.Path("edge", path.ToString()),
            Svg.Path("head", FormattableString.Invariant($"M{x:0.##},{y:0.##} l-7,-4 v8 z")),
            Math.Abs(fanOut - 1) < 1e-9 ? null : Svg.Text("quiet halo", $"×{Figures.Text(fanOut)}", Left(nodes[0]) + BoxWidth + (ColumnGap / 2), ((nodes[0].Middle + nodes[1].Middle) / 2) + Edge + 4, ColumnGap, "middle"));
    }

    private double FanOut(Edge edge)
    {
        var variants = planned.Tasks.First(t => string.Equals(t.Name, edge.From, StringComparison.Ordinal)).Variants;
        return variants.Count == 0 ? edge.FanOutOf(variant: null) : variants.Sum(v => v.Share * edge.FanOutOf(v.Name));
    }
}
