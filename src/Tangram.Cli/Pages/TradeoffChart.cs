using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Tangram.Cli.Plans;
using Tangram.Planning.Tradeoffs;

namespace Tangram.Cli.Pages;

/// <summary>Draws what a plan takes against one objective: devices, or slices where all plans take as many devices.</summary>
internal sealed class TradeoffChart
{
    private const double Width = 572;
    private const double Height = 250;
    private const double Left = 48;
    private const double Right = 16;
    private const double Top = 14;
    private const double Bottom = 44;

    private readonly Tradeoff _tradeoff;
    private readonly List<(double Objective, int Count, TradeoffPoint Point)> _solved;
    private readonly bool _countsDevices;
    private readonly Scale _x;
    private readonly Scale _y;

    private TradeoffChart(Tradeoff tradeoff)
    {
        _tradeoff = tradeoff;
        var solved = tradeoff.Points.Where(p => p.Devices is not null).ToList();
        _countsDevices = solved.Select(p => p.Devices).Distinct().Count() > 1;
        _solved = [.. solved.Select(p => (p.Objective, (_countsDevices ? p.Devices : p.Slices) ?? 0, p))];
        var (least, most) = (tradeoff.Points.Min(p => p.Objective), tradeoff.Points.Max(p => p.Objective));
        var isLatency = string.Equals(tradeoff.Objective, "latency", StringComparison.Ordinal);
        _x = new Scale(least, most > least ? most : least + 1, Left + 12, Width - Right - 12, isLatency);
        _y = new Scale(0, Math.Max(1, _solved.Max(s => s.Count) * 1.1), Height - Bottom, Top);
    }

    /// <summary>A card with the chart and its figures.</summary>
    public static XElement Card(Tradeoff tradeoff) => Html.Of(
        "figure",
        "device",
        Html.Element("figcaption", Html.Element("b", TradeoffReport.Title(tradeoff))),
        tradeoff.Points.Any(p => p.Devices is not null) ? new TradeoffChart(tradeoff).Draw() : Html.Element("p", "No plan at any objective."),
        Html.Element("details", Html.Element("summary", "Figures"), Html.Table(["objective", "devices", "slices"], tradeoff.Points.Select(p => (string[])[Scale.Label(p.Objective), Count(p.Devices), Count(p.Slices)]))));

    private static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "no plan";

    private XElement Draw() => Svg.Drawing(Width, Height, TradeoffReport.Title(_tradeoff), Axes(), Asked(), Curve(), Marks());

    private IEnumerable<XElement> Axes()
    {
        foreach (var tick in _y.Ticks(5).Where(t => t == Math.Floor(t)))
        {
            yield return Svg.Line("grid", Left, _y.At(tick), Width - Right, _y.At(tick));
            yield return Svg.Text("quiet", Scale.Label(tick), Left - 6, _y.At(tick) + 4, Left - 8, "end");
        }

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
            yield return Svg.Line("tick", at, Height - Bottom, at, Height - Bottom + 4);
            yield return Svg.Text("quiet", label, at, Height - Bottom + 17, 80, "middle");
        }

        yield return Svg.Line("tick", Left, Height - Bottom, Width - Right, Height - Bottom);
        yield return Svg.Text("quiet", TradeoffReport.Axis(_tradeoff), (Left + Width - Right) / 2, Height - 8, Width - Left - Right, "middle");
        yield return Svg.Text("quiet", _countsDevices ? "devices" : "slices", Left + 4, Top - 2, 80);
    }

    private XElement? Asked() => _tradeoff.Asked is { } asked && _tradeoff.Points.Any(p => p.Objective == asked)
        ? Svg.Group("asked", "what was asked for", Svg.Line("asked", _x.At(asked), Top, _x.At(asked), Height - Bottom))
        : null;

    // Between two points the need is that of the tighter one, at most.
    private XElement Curve()
    {
        var isLatency = string.Equals(_tradeoff.Objective, "latency", StringComparison.Ordinal);
        var path = new StringBuilder();
        for (var i = 0; i < _solved.Count; i++)
        {
            var (x, y) = (_x.At(_solved[i].Objective), _y.At(_solved[i].Count));
            path.Append(i == 0 ? FormattableString.Invariant($"M{x:0.##},{y:0.##}")
                : isLatency ? FormattableString.Invariant($" H{x:0.##} V{y:0.##}")
                : FormattableString.Invariant($" V{y:0.##} H{x:0.##}"));
        }

        return Svg.Path("curve", path.ToString());
    }

    private IEnumerable<XElement> Marks()
    {
        foreach (var (objective, count, point) in _solved)
        {
            yield return Svg.Group(
                "point",
                $"objective {Scale.Label(objective)}: {Figures.Count(point.Devices ?? 0, "device")}, {Figures.Count(point.Slices ?? 0, "slice")}",
                new XElement("circle", Html.Attribute("class", "point"), Html.Attribute("cx", _x.At(objective)), Html.Attribute("cy", _y.At(count)), Html.Attribute("r", objective == _tradeoff.Asked ? 6 : 4)));
        }

        foreach (var none in _tradeoff.Points.Where(p => p.Devices is null))
        {
            var at = _x.At(none.Objective);
            yield return Svg.Group(
                "none",
                $"objective {Scale.Label(none.Objective)}: no plan",
                Svg.Path("none", FormattableString.Invariant($"M{at - 4:0.##},{Height - Bottom - 12:0.##} l8,8 m0,-8 l-8,8")));
        }
    }
}
