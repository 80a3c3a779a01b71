using System.Xml.Linq;

namespace Tangram.Cli.Pages;

/// <summary>Builds the shapes of a drawing. One unit is one pixel, so that text is as large as it says.</summary>
internal static class Svg
{
    /// <summary>Text of a drawing, in pixels: what is smaller is not legible.</summary>
    public const double SmallText = 11;

    /// <summary>Names in a drawing, in pixels.</summary>
    public const double LargeText = 12;

    /// <summary>A drawing.</summary>
    public static XElement Drawing(double width, double height, string label, params object?[] content) => new(
        "svg",
        Html.Attribute("width", width),
        Html.Attribute("height", height),
        Html.Attribute("viewBox", $"0 0 {Html.Number(width)} {Html.Number(height)}"),
        Html.Attribute("role", "img"),
        Html.Attribute("aria-label", label),
        content);

    /// <summary>A group with a tooltip.</summary>
    public static XElement Group(string @class, string? tooltip, params object?[] content) => new("g", Html.Attribute("class", @class), tooltip is null ? null : new XElement("title", tooltip), content);

    /// <summary>A rectangle.</summary>
    public static XElement Rectangle(string @class, double x, double y, double width, double height, string? fill = null) => new(
        "rect",
        Html.Attribute("class", @class),
        Html.Attribute("x", x),
        Html.Attribute("y", y),
        Html.Attribute("width", width),
        Html.Attribute("height", height),
        fill is null ? null : Html.Attribute("fill", fill));

    /// <summary>A straight line.</summary>
    public static XElement Line(string @class, double x1, double y1, double x2, double y2) => new(
        "line",
        Html.Attribute("class", @class),
        Html.Attribute("x1", x1),
        Html.Attribute("y1", y1),
        Html.Attribute("x2", x2),
        Html.Attribute("y2", y2));

    /// <summary>A path.</summary>
    public static XElement Path(string @class, string d) => new("path", Html.Attribute("class", @class), Html.Attribute("d", d));

    /// <summary>A line of text, shortened to a width.</summary>
    /// <param name="class">Its class; <c>strong</c> is for names.</param>
    /// <param name="text">The text.</param>
    /// <param name="x">Where it starts, ends or has its middle, by <paramref name="anchor"/>.</param>
    /// <param name="y">Its baseline.</param>
    /// <param name="width">Pixels it may take.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public static XElement Text(string @class, string text, double x, double y, double width, string anchor = "start")
    {
        var isStrong = @class.Contains("strong", StringComparison.Ordinal);
        return new XElement(
            "text",
            Html.Attribute("class", @class),
            Html.Attribute("x", x),
            Html.Attribute("y", y),
            Html.Attribute("font-size", isStrong ? LargeText : SmallText),
            Html.Attribute("text-anchor", anchor),
            TextWidth.Shorten(text, width, isStrong ? LargeText : SmallText, isStrong));
    }
}
