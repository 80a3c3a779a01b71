using System.Xml.Linq;

namespace Tangram.Cli.Pages.Charts;

/// <summary>Draws what was predicted over what was: a prediction that is right lies on the diagonal.</summary>
internal sealed record ScatterChart
{
    private const double Width = 572;
    private const double Left = 52;
    private const double Right = Width - 16;
    private const double Top = 26;
    private const double Floor = 246;

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What is said beside the title.</summary>
    public string Note { get; init; } = string.Empty;

    /// <summary>What was.</summary>
    public required string Axis { get; init; }

    /// <summary>What was predicted.</summary>
    public required string Unit { get; init; }

    /// <summary>What was and what was predicted.</summary>
    public required IReadOnlyList<(double X, double Y)> Points { get; init; }

    /// <summary>Where both axes begin and end; what is beyond is drawn at their ends.</summary>
    public required (double Least, double Most) Range { get; init; }

    /// <summary>A card with the chart.</summary>
    public XElement Card()
    {
        var frame = ChartFrame.Of(Range, Range, Left, Right, Top, Floor);
        return Html.Of(
            "figure",
            "device",
            Html.Element("figcaption", Html.Element("b", Title), Html.Of("span", "quiet", Note)),
            Svg.Drawing(
                Width,
                Floor + ChartFrame.Below,
                Title,
                frame.Vertical(Unit),
                frame.Horizontal(Axis),
                Svg.Line("asked", frame.X.At(Range.Least), frame.Y.At(Range.Least), frame.X.At(Range.Most), frame.Y.At(Range.Most)),
                Points.Select(p => Dot(frame, p))));
    }

    private XElement Dot(ChartFrame frame, (double X, double Y) point) => new(
        "circle",
        Html.Attribute("class", "dot"),
        Html.Attribute("cx", frame.X.At(Math.Clamp(point.X, Range.Least, Range.Most))),
        Html.Attribute("cy", frame.Y.At(Math.Clamp(point.Y, Range.Least, Range.Most))),
        Html.Attribute("r", 2.5));
}
