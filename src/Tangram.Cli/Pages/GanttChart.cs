using System.Globalization;
using System.Xml.Linq;
using Tangram.Cli.Plans;
using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Simulation.Measuring;

namespace Tangram.Cli.Pages;

/// <summary>Draws which batches ran when on which process, over a short window.</summary>
internal sealed class GanttChart(Layout layout, TaskColours colours)
{
    private const double Width = 1168;
    private const double Left = 160;
    private const double Right = Width - 16;
    private const double Top = 8;
    private const double RowHeight = 20;
    private const int MostRows = 40;
    private const int WantedRuns = 400;
    private const double ShortestSeconds = 0.2;
    private const double LongestSeconds = 1;
    private const double LabelRoom = 4;

    /// <summary>A card with the chart; null where nothing ran.</summary>
    /// <param name="runs">The batches.</param>
    public XElement? Card(IReadOnlyList<GanttRun> runs)
    {
        if (runs.Count == 0)
        {
            return null;
        }

        var (from, to) = Window(runs);
        var processes = layout.Segments.SelectMany(s => Enumerable.Range(0, s.Processes).Select(p => new ProcessId(s.Index, p))).Take(MostRows).ToList();
        var floor = Top + (processes.Count * RowHeight);
        var frame = ChartFrame.Of((from, to), (0, 1), Left, Right, Top, floor);
        var shown = runs.Where(r => Seconds(r.To) > from && Seconds(r.From) < to).ToLookup(r => new ProcessId(r.Segment, r.Process));
        var all = layout.Segments.Sum(s => s.Processes);
        return Html.Of(
            "figure",
            "device wide",
            Svg.Drawing(
                Width,
                floor + ChartFrame.Below,
                "batches over time",
                frame.Horizontal("time, s; numbers are batch sizes"),
                frame.X.Ticks(8).Select(t => Svg.Line("grid", frame.X.At(t), Top, frame.X.At(t), floor)),
                processes.SelectMany((p, i) => Row(frame, p, shown[p], Top + (i * RowHeight)))),
            all > MostRows ? Html.Of("p", "quiet", $"The first {MostRows} of {Figures.Count(all, "process")}es.") : null);
    }

    // Short enough that batches can be told apart: from the first on, as long as some hundreds take.
    private static (double From, double To) Window(IReadOnlyList<GanttRun> runs)
    {
        var starts = runs.Select(r => Seconds(r.From)).Order().ToList();
        var length = Math.Clamp(starts[Math.Min(starts.Count, WantedRuns) - 1] - starts[0], ShortestSeconds, LongestSeconds);
        return (starts[0], starts[0] + length);
    }

    private static double Seconds(Instant at) => (at - Instant.Start).TotalSeconds;

    private IEnumerable<XElement> Row(ChartFrame frame, ProcessId process, IEnumerable<GanttRun> runs, double y)
    {
        var segment = layout.Segments[process.Segment];
        var name = segment.Processes == 1 ? segment.Id : string.Create(CultureInfo.InvariantCulture, $"{segment.Id}/{process.Process}");
        yield return Svg.Text("quiet", name, Left - 6, y + 14, Left - 8, "end");
        yield return Svg.Rectangle("rail quiet-rail", Left, y + 1, Right - Left, RowHeight - 3);
        foreach (var run in runs)
        {
            yield return Bar(frame, segment, name, run, y);
        }
    }

    private XElement Bar(ChartFrame frame, Segment segment, string name, GanttRun run, double y)
    {
        var task = layout.Tasks[segment.Tasks[0]];
        var colour = colours.Of(task.Application, task.Name) ?? new TaskColour("#999999", "#000", Pattern: null);
        var (x, end) = (Math.Max(Left, frame.X.At(Seconds(run.From))), Math.Min(Right, frame.X.At(Seconds(run.To))));
        var size = run.Items.ToString(CultureInfo.InvariantCulture);
        var label = TextWidth.Of(size, Svg.SmallText) + LabelRoom <= end - x ? Svg.Text("plain", size, (x + end) / 2, y + 14, end - x, "middle") : null;
        label?.SetAttributeValue("style", $"fill:{colour.Ink}");
        return Svg.Group(
            "run",
            string.Create(CultureInfo.InvariantCulture, $"{name}: {segment.Variant}, batch of {run.Items}\nfrom {Seconds(run.From):0.0000} to {Seconds(run.To):0.0000} s, {Figures.Text((run.To - run.From).TotalMilliseconds)} ms"),
            Svg.Rectangle("segment", x, y + 1, Math.Max(0.75, end - x), RowHeight - 3, colour.Fill),
            label);
    }
}
