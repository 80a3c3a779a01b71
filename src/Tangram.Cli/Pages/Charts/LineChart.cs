using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Tangram.Cli.Pages.Charts;

/// <summary>Draws lines over one axis.</summary>
internal sealed record LineChart
{
    private const double Left = 52;
    private const double Right = 14;
    private const double Top = 24;
    private const double Bottom = 42;

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What the horizontal axis counts.</summary>
    public required string Axis { get; init; }

    /// <summary>What the vertical axis counts.</summary>
    public required string Unit { get; init; }

    /// <summary>The lines; at least one point in all.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>Stretches that are set off.</summary>
    public IReadOnlyList<ChartBand> Bands { get; init; } = [];

    /// <summary>Instants that are marked by lines from top to bottom, with what a pointer over them says.</summary>
    public IReadOnlyList<(double At, string Tip)> Marks { get; init; } = [];

    /// <summary>A level that is marked, with its name.</summary>
    public (string Name, double Value)? Limit { get; init; }

    /// <summary>The lowest value shown.</summary>
    public double Least { get; init; }

    /// <summary>The highest value shown; lines are cut off there. Null for the highest there is.</summary>
    public double? Most { get; init; }

    /// <summary>Whether it takes the page's whole width.</summary>
    public bool IsWide { get; init; }

    /// <summary>Pixels between the axes' ends, from the top down.</summary>
    public double Height { get; init; } = 190;

    private double Width => IsWide ? 1180 : 572;

    private double Floor => Top + Height;

    /// <summary>A card with the chart.</summary>
    public XElement Card()
    {
        var points = Series.SelectMany(s => s.Points).Where(p => double.IsFinite(p.Y)).ToList();
        var most = Most ?? Math.Max(points.Select(p => p.Y).DefaultIfEmpty(1).Max(), Limit?.Value ?? 0) * 1.08;
        var (first, last) = (points.Select(p => p.X).DefaultIfEmpty(0).Min(), points.Select(p => p.X).DefaultIfEmpty(1).Max());
        var x = new Scale(first, last > first ? last : first + 1, Left, Width - Right);
        var y = new Scale(Least, most > Least ? most : Least + 1, Floor, Top);
        return Html.Of(
            "figure",
            IsWide ? "device wide" : "device",
            Html.Element("figcaption", Html.Element("b", Title)),
            Svg.Drawing(Width, Floor + Bottom, Title, Bands.Select(b => BandOf(b, x)), Grid(x, y), Marks.Select(m => MarkOf(m, x)), Series.Select((s, i) => SeriesLook.Line(i, PathOf(s, x, y))), LimitOf(y)),
            Series.Count > 1 ? SeriesLook.Legend([.. Series.Select(s => s.Name)], areLines: true) : null);
    }

    private XElement BandOf(ChartBand band, Scale x)
    {
        var (from, to) = (x.At(band.From), x.At(band.To));
        return Svg.Group("band", band.Name, Svg.Rectangle("band", from, Top, to - from, Height), Svg.Text("quiet", band.Name, (from + to) / 2, Top - 6, to - from, "middle"));
    }

    private XElement MarkOf((double At, string Tip) mark, Scale x) =>
        Svg.Group("mark", mark.Tip, Svg.Line("asked", x.At(mark.At), Top, x.At(mark.At), Floor), Svg.Rectangle("touch", x.At(mark.At) - 5, Top, 10, Height));

    private IEnumerable<XElement> Grid(Scale x, Scale y)
    {
        foreach (var tick in y.Ticks(5))
        {
            yield return Svg.Line(tick == Least ? "tick" : "grid", Left, y.At(tick), Width - Right, y.At(tick));
            yield return Svg.Text("quiet", Scale.Label(tick), Left - 6, y.At(tick) + 4, Left - 8, "end");
        }

        yield return Svg.Text("quiet", Unit, 4, Top - 8, 120);
        foreach (var tick in x.Ticks(IsWide ? 12 : 7))
        {
            yield return Svg.Line("tick", x.At(tick), Floor, x.At(tick), Floor + 4);
            yield return Svg.Text("quiet", Scale.Label(tick), x.At(tick), Floor + 17, 80, "middle");
        }

        yield return Svg.Text("quiet", Axis, (Left + Width - Right) / 2, Floor + Bottom - 8, Width - Left - Right, "middle");
    }

    private IEnumerable<XElement> LimitOf(Scale y)
    {
        if (Limit is not { } limit)
        {
            yield break;
        }

        yield return Svg.Line("asked", Left, y.At(limit.Value), Width - Right, y.At(limit.Value));
        yield return Svg.Text("strong", limit.Name, Left + 8, y.At(limit.Value) - 5, 260);
    }

    private static string PathOf(ChartSeries series, Scale x, Scale y)
    {
        var (path, isDrawing) = (new StringBuilder(), false);
        foreach (var (at, value) in series.Points)
        {
            isDrawing = isDrawing && double.IsFinite(value);
            if (double.IsFinite(value))
            {
                // What is above the axis leaves the chart a little above its end.
                path.Append(CultureInfo.InvariantCulture, $"{(isDrawing ? 'L' : 'M')}{x.At(at):0.##},{Math.Max(Top - 3, y.At(value)):0.##}");
                isDrawing = true;
            }
        }

        return path.ToString();
    }
}
