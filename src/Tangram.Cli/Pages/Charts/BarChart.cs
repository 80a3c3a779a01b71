using System.Xml.Linq;

namespace Tangram.Cli.Pages.Charts;

/// <summary>Draws bars in groups.</summary>
internal sealed record BarChart
{
    private const double Left = 52;
    private const double Right = 14;
    private const double Top = 24;
    private const double Height = 190;
    private const double Bottom = 30;
    private const double Floor = Top + Height;
    private const double Gap = 18;

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What the axis counts.</summary>
    public required string Unit { get; init; }

    /// <summary>The names of the bars of each group.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The groups, each with a value by name; null where there is none.</summary>
    public required IReadOnlyList<(string Name, IReadOnlyList<double?> Values)> Groups { get; init; }

    /// <summary>Whether it takes the page's whole width.</summary>
    public bool IsWide { get; init; }

    /// <summary>Text of a value.</summary>
    public Func<double, string> Text { get; init; } = Scale.Label;

    private double Width => IsWide ? 1180 : 572;

    private double GroupWidth => (Width - Left - Right) / Groups.Count;

    /// <summary>A card with the chart.</summary>
    public XElement Card()
    {
        var most = Groups.SelectMany(g => g.Values).Max() is { } highest and > 0 ? highest * 1.12 : 1;
        var y = new Scale(0, most, Floor, Top);
        return Html.Of(
            "figure",
            IsWide ? "device wide" : "device",
            Html.Element("figcaption", Html.Element("b", Title)),
            Svg.Drawing(Width, Floor + Bottom, Title, Grid(y), Groups.SelectMany((g, i) => Bars(g, Left + (i * GroupWidth), y))),
            SeriesLook.Legend(Names, areLines: false));
    }

    private IEnumerable<XElement> Grid(Scale y)
    {
        foreach (var tick in y.Ticks(5))
        {
            yield return Svg.Line(tick == 0 ? "tick" : "grid", Left, y.At(tick), Width - Right, y.At(tick));
            yield return Svg.Text("quiet", Scale.Label(tick), Left - 6, y.At(tick) + 4, Left - 8, "end");
        }

        yield return Svg.Text("quiet", Unit, 4, Top - 8, 200);
    }

    private IEnumerable<XElement> Bars((string Name, IReadOnlyList<double?> Values) group, double from, Scale y)
    {
        var width = (GroupWidth - Gap) / group.Values.Count;
        for (var i = 0; i < group.Values.Count; i++)
        {
            var x = from + (Gap / 2) + (i * width);
            var value = group.Values[i];
            var label = value is { } known ? Text(known) : "–";
            if (value is { } height)
            {
                yield return Svg.Group("bar", $"{group.Name}, {Names[i]}: {label}", Svg.Rectangle("bar", x, y.At(height), Math.Max(1, width - 2), Floor - y.At(height), SeriesLook.Colour(i)));
            }

            yield return Svg.Text("quiet", label, x + ((width - 2) / 2), y.At(value ?? 0) - 4, width + 6, "middle");
        }

        yield return Svg.Text("strong", group.Name, from + (GroupWidth / 2), Floor + 19, GroupWidth, "middle");
    }
}
