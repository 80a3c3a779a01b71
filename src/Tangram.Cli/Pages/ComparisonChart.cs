using System.Xml.Linq;
using Tangram.Cli.Simulations;

namespace Tangram.Cli.Pages;

/// <summary>Draws the attainment of alternatives with their intervals.</summary>
internal sealed class ComparisonChart(SimulationSummary summary)
{
    private const double Width = 572;
    private const double Left = 190;
    private const double Right = Width - 132;
    private const double Top = 10;
    private const double RowHeight = 30;

    /// <summary>A card for one application.</summary>
    public XElement Card(int application)
    {
        var estimates = summary.Alternatives.Select(a => a.Applications[application].Attainment).ToList();
        var least = estimates.Min(e => e.Mean - (e.HalfWidth ?? 0));
        var most = estimates.Max(e => e.Mean + (e.HalfWidth ?? 0));
        var room = Math.Max(0.002, (most - least) * 0.15);
        var floor = Top + (estimates.Count * RowHeight);
        var frame = ChartFrame.Of((Math.Max(0, least - room) * 100, Math.Min(1, most + room) * 100), (0, 1), Left, Right, Top, floor);
        return Html.Of(
            "figure",
            "device",
            Html.Element("figcaption", Html.Element("b", summary.Alternatives[0].Applications[application].Name)),
            Svg.Drawing(
                Width,
                floor + ChartFrame.Below,
                "attainment by alternative",
                frame.X.Ticks(4).Select(t => Svg.Line("grid", frame.X.At(t), Top, frame.X.At(t), floor)),
                frame.Horizontal("attainment, %"),
                estimates.SelectMany((e, i) => Row(frame, summary.Alternatives[i].Name, e, i))));
    }

    private static IEnumerable<XElement> Row(ChartFrame frame, string name, Estimate estimate, int row)
    {
        var y = Top + (row * RowHeight) + (RowHeight / 2);
        var colour = SeriesColours.Of(row);
        yield return Svg.Text("plain", name, Left - 10, y + 4, Left - 14, "end");
        var (low, high) = (frame.X.At(Math.Max(0, estimate.Mean - (estimate.HalfWidth ?? 0)) * 100), frame.X.At(Math.Min(1, estimate.Mean + (estimate.HalfWidth ?? 0)) * 100));
        yield return Svg.Group(
            "interval",
            $"{name}: {SimulationTable.Share(estimate)}",
            Svg.Rectangle("swatch", low, y - 1.5, Math.Max(0, high - low), 3, colour),
            Svg.Rectangle("swatch", low - 1, y - 6, 2, 12, colour),
            Svg.Rectangle("swatch", high - 1, y - 6, 2, 12, colour),
            new XElement("circle", Html.Attribute("cx", frame.X.At(estimate.Mean * 100)), Html.Attribute("cy", y), Html.Attribute("r", 5), Html.Attribute("fill", colour)));
        yield return Svg.Text("plain", SimulationTable.Share(estimate), Right + 10, y + 4, Width - Right - 12);
    }
}
