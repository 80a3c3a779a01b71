using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Tangram.Cli.Plans;
using Tangram.Simulation.Statistics;

namespace Tangram.Cli.Pages;

/// <summary>Draws how long answers took: a bar for each range of latencies, below it the share that took at most as long.</summary>
internal sealed class LatencyChart
{
    private const double Width = 572;
    private const double Left = 52;
    private const double Right = Width - 16;
    private const int Bars = 64;

    private readonly LatencyHistogram _latency;
    private readonly double _objective;
    private readonly double[] _counts = new double[Bars];
    private readonly double _most;
    private readonly long _beyond;

    private LatencyChart(LatencyHistogram latency, double objectiveMilliseconds)
    {
        (_latency, _objective) = (latency, objectiveMilliseconds);
        _most = Math.Min(4 * _objective, Math.Max(1.2 * _objective, latency.Percentile(99.9).TotalMilliseconds * 1.05));
        foreach (var bucket in latency.Buckets)
        {
            var middle = (bucket.From + bucket.To).TotalMilliseconds / 2;
            if (middle < _most)
            {
                _counts[(int)(middle / _most * Bars)] += bucket.Count;
            }
            else
            {
                _beyond += bucket.Count;
            }
        }
    }

    /// <summary>A card with the chart.</summary>
    /// <param name="title">What it is of.</param>
    /// <param name="latency">Latencies of those answered; may be none.</param>
    /// <param name="objectiveMilliseconds">The objective.</param>
    public static XElement Card(string title, LatencyHistogram latency, double objectiveMilliseconds) => Html.Of(
        "figure",
        "device",
        Html.Element("figcaption", Html.Element("b", title), Html.Of("span", "quiet", string.Create(CultureInfo.InvariantCulture, $"{latency.Count:#,0} answered"))),
        latency.Count == 0 ? Html.Of("p", "quiet", "No request was answered.") : new LatencyChart(latency, objectiveMilliseconds).Draw());

    private XElement Draw()
    {
        var tallest = _counts.Max() / _latency.Count;
        var bars = ChartFrame.Of((0, _most), (0, Math.Max(tallest * 1.08, 1e-9)), Left, Right, 24, 144);
        var shares = ChartFrame.Of((0, _most), (0, 1), Left, Right, 176, 276);
        var note = _beyond == 0 ? string.Empty : $"; {Figures.Percent((double)_beyond / _latency.Count)} took longer than shown";
        return Svg.Drawing(
            Width,
            shares.Floor + ChartFrame.Below,
            "latency distribution",
            bars.Vertical("share of answers", t => t.ToString("0.#%", CultureInfo.InvariantCulture)),
            Enumerable.Range(0, Bars).Where(i => _counts[i] > 0).Select(i => Bar(bars, i)),
            bars.Horizontal(string.Empty),
            bars.Mark(_objective, $"objective {Figures.Text(_objective)} ms"),
            shares.Vertical("answered within", t => t.ToString("0%", CultureInfo.InvariantCulture)),
            shares.Horizontal($"latency, ms{note}"),
            Svg.Path("curve", Curve(shares)),
            shares.Line("asked", shares.X.At(_objective)),
            ((double[])[50, 95, 99]).Select(p => Point(shares, p)));
    }

    private XElement Bar(ChartFrame frame, int bar)
    {
        var (from, to) = (_most * bar / Bars, _most * (bar + 1) / Bars);
        var share = _counts[bar] / _latency.Count;
        return Svg.Group(
            "bar",
            $"{Figures.Text(from)} to {Figures.Text(to)} ms: {share.ToString("0.##%", CultureInfo.InvariantCulture)}",
            Svg.Rectangle(from >= _objective ? "late" : "fill", frame.X.At(from) + 0.5, frame.Y.At(share), frame.X.At(to) - frame.X.At(from) - 1, frame.Floor - frame.Y.At(share)));
    }

    private string Curve(ChartFrame frame)
    {
        var path = new StringBuilder(FormattableString.Invariant($"M{frame.X.At(0):0.##},{frame.Floor:0.##}"));
        var below = 0.0;
        for (var i = 0; i < Bars; i++)
        {
            below += _counts[i];
            path.Append(FormattableString.Invariant($" L{frame.X.At(_most * (i + 1) / Bars):0.##},{frame.Y.At(below / _latency.Count):0.##}"));
        }

        return path.ToString();
    }

    private XElement? Point(ChartFrame frame, double percent)
    {
        var at = _latency.Percentile(percent).TotalMilliseconds;
        return at > _most ? null : Svg.Group(
            "point",
            string.Create(CultureInfo.InvariantCulture, $"p{percent}: {Figures.Text(at)} ms"),
            new XElement("circle", Html.Attribute("class", "point"), Html.Attribute("cx", frame.X.At(at)), Html.Attribute("cy", frame.Y.At(percent / 100)), Html.Attribute("r", 4)));
    }
}
