using System.Xml.Linq;
using Tangram.Cli.Pages;

namespace Tangram.Cli.Reproductions;

/// <summary>The part of a page with a paper's figures beside ours.</summary>
internal static class ComparedSection
{
    /// <summary>The table, and below it why each figure differs.</summary>
    public static XElement Of(IReadOnlyList<ComparedFigure> figures) => Html.Element(
        "section",
        Html.Element("h2", "Paper and ours"),
        Html.Table(["figure", "paper", "ours"], figures.Select(f => (string[])[f.Name, f.Paper, f.Ours])),
        Html.Of("ul", "why", [.. figures.Select(f => Html.Element("li", Html.Element("b", f.Name), $": {f.Why}."))]));
}
