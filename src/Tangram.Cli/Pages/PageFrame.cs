using System.Xml.Linq;

namespace Tangram.Cli.Pages;

/// <summary>Writes a page that needs nothing else: no script, no other file, no network.</summary>
internal static class PageFrame
{
    /// <summary>The page's text.</summary>
    /// <param name="title">Its title, which is also its heading.</param>
    /// <param name="body">What follows the heading; what is null is left out.</param>
    public static string Write(string title, params object?[] body)
    {
        var page = Html.Element(
            "html",
            Html.Attribute("lang", "en"),
            Html.Element(
                "head",
                new XElement("meta", Html.Attribute("charset", "utf-8")),
                new XElement("meta", Html.Attribute("name", "viewport"), Html.Attribute("content", "width=device-width, initial-scale=1")),
                Html.Element("title", title),
                Html.Element("style", PageStyle.Text)),
            Html.Element("body", [Html.Element("h1", title), .. body]));
        return $"<!DOCTYPE html>\n{page.ToString(SaveOptions.DisableFormatting)}\n";
    }

    /// <summary>A figure with its name, for a list of facts.</summary>
    public static XElement Fact(string figure, string name) => Html.Element("li", Html.Element("b", figure), Html.Of("span", "quiet", name));
}
