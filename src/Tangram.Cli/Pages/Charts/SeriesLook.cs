using System.Xml.Linq;

namespace Tangram.Cli.Pages.Charts;

/// <summary>How the lines and bars of a chart are told apart: by Okabe and Ito's colours, and lines by their dashes too.</summary>
internal static class SeriesLook
{
    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C8C8C", "#B8A800"];
    private static readonly string[] Dashes = ["none", "7 3", "2 2", "9 3 2 3", "none", "7 3", "2 2", "9 3 2 3"];

    /// <summary>The colour of a series by its place.</summary>
    public static string Colour(int place) => Colours[place % Colours.Length];

    /// <summary>A line of a series.</summary>
    public static XElement Line(int place, string path)
    {
        var line = Svg.Path("series", path);
        line.Add(Html.Attribute("stroke", Colour(place)), Html.Attribute("stroke-dasharray", Dashes[place % Dashes.Length]));
        return line;
    }

    /// <summary>The names of series with what they look like.</summary>
    /// <param name="names">In their order.</param>
    /// <param name="areLines">Whether they are lines, not bars.</param>
    public static XElement Legend(IReadOnlyList<string> names, bool areLines) => Html.Of("ul", "legend", [.. names.Select((name, place) => Html.Element(
        "li",
        Svg.Drawing(26, 12, $"look of {name}", areLines ? Line(place, "M0,6 H26") : Svg.Rectangle("swatch", 6, 0, 14, 12, Colour(place))),
        name))]);
}
