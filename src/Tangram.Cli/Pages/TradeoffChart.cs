using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Tangram.Cli.Plans;
using Tangram.Planning.Tradeoffs;

namespace Tangram.Cli.Pages;

/// <summary>Draws what a plan takes against one objective: slices, and above them devices where not all plans take as many.</summary>
internal sealed class TradeoffChart
{
    private const double Width = 572;
    private const double Left = 48;
    private const double Right = 16;
    private const double Top = 22;
    private const double PanelHeight = 110;
    private const double Between = 24;
    private const double AlonePanelHeight = (2 * PanelHeight) + Between;
    private const double Bottom = 44;
    private const double WordWidth = 56;

    private readonly Tradeoff _tradeoff;
    private readonly List<TradeoffPoint> _solved;
    private readonly List<Panel> _panels = [];
    private readonly Scale _x;
    private readonly bool _isLatency;

    private TradeoffChart(Tradeoff tradeoff)
    {
        _tradeoff = tradeoff;
        _solved = [.. tradeoff.Points.Where(p => p.Devices is not null)];
        _isLatency = string.Equals(tradeoff.Objective, "latency", StringComparison.Ordinal);
        var (least, most) = (tradeoff.Points.Min(p => p.Objective), tradeoff.Points.Max(p => p.Objective));
        _x = new Scale(least, most > least ? most : least + 1, Left + 12, Width - Right - 12, _isLatency);
        if (_solved.Select(p => p.Devices).Distinct().Count() > 1)
        {
            Add("devices", p => p.Devices ?? 0, PanelHeight);
            Add("slices", p => p.Slices ?? 0, PanelHeight);
        }
        else
        {
            Add("slices", p => p.Slices ?? 0, AlonePanelHeight);
        }
    }

    private double Floor => _panels[^1].Floor;

    /// <summary>A card with the chart and its figures.</summary>
    public static XElement Card(Tradeoff tradeoff) => Html.Of(
        "figure",
        "device",
        Html.Element("figcaption", Html.Element("b", TradeoffReport.Title(tradeoff))),
        tradeoff.Points.Any(p => p.Devices is not null) ? new TradeoffChart(tradeoff).Draw() : Html.Element("p", "No plan at any objective."),
        Html.Element("details", Html.Element("summary", "Figures"), Html.Table(["objective", "devices", "slices"], tradeoff.Points.Select(p => (string[])[Scale.Label(p.Objective), Count(p.Devices), Count(p.Slices)]))));

    private static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "no plan";

    private void Add(string name, Func<TradeoffPoint, int> count, double height)
    {
        var top = _panels.Count == 0 ? Top : Floor + Between;
        _panels.Add(new Panel(name, count, top, top + height, new Scale(0, Math.Max(1, _solved.Max(count) * 1.1), top + height, top)));
    }

    private XElement Draw() => Svg.Drawing(Width, Floor + Bottom, TradeoffReport.Title(_tradeoff), _panels.Select(Grid), Axis(), Asked(), _panels.Select(Curve), _panels.SelectMany(Marks), None());

    private static IEnumerable<XElement> Grid(Panel panel)
    {
        foreach (var tick in panel.Y.Ticks(panel.Floor - panel.Top > PanelHeight ? 5 : 3).Where(t => t == Math.Floor(t)))
        {
            yield return Svg.Line(tick == 0 ? "tick" : "grid", Left, panel.Y.At(tick), Width - Right, panel.Y.At(tick));
            yield return Svg.Text("quiet", Scale.Label(tick), Left - 6, panel.Y.At(tick) + 4, Left - 8, "end");
        }

        yield return Svg.Text("quiet", panel.Name, Left + 4, panel.Top - 4, WordWidth);
    }

    private IEnumerable<XElement> Axis()
    {
        var last = double.NegativeInfinity;
        foreach (var tick in _x.Ticks(6))
        {
            var (at, label) = (_x.At(tick), Scale.Label(tick));
            var half = TextWidth.Of(label, Svg.SmallText) / 2;
            if (at - half < last + 4 || at + half > Width)
            {
                continue;
            }

            last = at + half;
            yield return Svg.Line("tick", at, Floor, at, Floor + 4);
            yield return Svg.Text("quiet", label, at, Floor + 17, 80, "middle");
        }

        yield return Svg.Text("quiet", TradeoffReport.Axis(_tradeoff), (Left + Width - Right) / 2, Floor + Bottom - 8, Width - Left - Right, "middle");
    }

    private XElement? Asked()
    {
        if (_tradeoff.Asked is not { } asked || !_tradeoff.Points.Any(p => p.Objective == asked))
        {
            return null;
        }

        // The word stands clear of the name of the vertical axis.
        var x = _x.At(asked);
        return Svg.Group("asked", "what was asked for", Svg.Line("asked", x, Top, x, Floor), Svg.Text("quiet", "asked", Math.Clamp(x, Left + (2 * WordWidth), Width - (WordWidth / 2)), Top - 10, WordWidth, "middle"));
    }

    // Between two points the need is that of the tighter one, at most.
    private XElement Curve(Panel panel)
    {
        var path = new StringBuilder();
        for (var i = 0; i < _solved.Count; i++)
        {
            var (x, y) = (_x.At(_solved[i].Objective), panel.Y.At(panel.Count(_solved[i])));
            path.Append(i == 0 ? FormattableString.Invariant($"M{x:0.##},{y:0.##}")
                : _isLatency ? FormattableString.Invariant($" H{x:0.##} V{y:0.##}")
                : FormattableString.Invariant($" V{y:0.##} H{x:0.##}"));
        }

        return Svg.Path("curve", path.ToString());
    }

    private IEnumerable<XElement> Marks(Panel panel) => _solved.Select(point => Svg.Group(
        "point",
        $"objective {Scale.Label(point.Objective)}: {Figures.Count(point.Devices ?? 0, "device")}, {Figures.Count(point.Slices ?? 0, "slice")}",
        new XElement(
            "circle",
            Html.Attribute("class", "point"),
            Html.Attribute("cx", _x.At(point.Objective)),
            Html.Attribute("cy", panel.Y.At(panel.Count(point))),
            Html.Attribute("r", point.Objective == _tradeoff.Asked ? 6 : 4))));

    // Where there is no plan, a longer latency or a lower accuracy is on the side that has room for the words.
    private IEnumerable<XElement> None()
    {
        var none = _tradeoff.Points.Where(p => p.Devices is null).Select(p => p.Objective).Order().ToList();
        foreach (var objective in none)
        {
            var at = _x.At(objective);
            yield return Svg.Group("none", $"objective {Scale.Label(objective)}: no plan", Svg.Path("none", FormattableString.Invariant($"M{at - 4:0.##},{Floor - 12:0.##} l8,8 m0,-8 l-8,8")));
        }

        if (none.Count > 0)
        {
            yield return _isLatency ? Svg.Text("quiet", "no plan", _x.At(none[^1]) + 8, Floor - 4, WordWidth) : Svg.Text("quiet", "no plan", _x.At(none[0]) - 8, Floor - 4, WordWidth, "end");
        }
    }

    /// <summary>A vertical axis and what it counts.</summary>
    private sealed record Panel(string Name, Func<TradeoffPoint, int> Count, double Top, double Floor, Scale Y);
}
