using System.Globalization;
using System.Xml.Linq;

namespace Tangram.Cli.Pages;

/// <summary>Builds elements of a page. Text is escaped where it is written, and what is written is well-formed XML as well as HTML.</summary>
internal static class Html
{
    /// <summary>An element with attributes, texts and elements in it; nulls are left out.</summary>
    /// <remarks>The empty text keeps an element without content from closing itself, which HTML knows of few elements only.</remarks>
    public static XElement Element(string name, params object?[] content) => new(name, string.Empty, content);

    /// <summary>An element of a class.</summary>
    public static XElement Of(string name, string @class, params object?[] content) => Element(name, [Attribute("class", @class), .. content]);

    /// <summary>An attribute.</summary>
    public static XAttribute Attribute(string name, string value) => new(name, value);

    /// <summary>An attribute that is a number.</summary>
    public static XAttribute Attribute(string name, double value) => new(name, Number(value));

    /// <summary>A number as attributes have it.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A table; the first column is text, all others are numbers.</summary>
    public static XElement Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) => Of(
        "div",
        "scroll",
        Element(
            "table",
            Element("thead", Element("tr", [.. head.Select(h => Element("th", h))])),
            Element("tbody", [.. rows.Select(row => Element("tr", [.. row.Select(cell => Element("td", cell))]))])));
}
