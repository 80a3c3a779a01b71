using System.Globalization;
using System.Xml.Linq;
using Tangram.Core.Plans;

namespace Tangram.Cli.Pages;

/// <summary>Gives every task of a plan its colour.</summary>
/// <remarks>The colours are Okabe and Ito's, which people with any colour vision can tell apart; black, their eighth, is left to text.</remarks>
internal sealed class TaskColours
{
    private static readonly (string Fill, string Ink)[] Palette =
        [("#56B4E9", "#000"), ("#E69F00", "#000"), ("#009E73", "#000"), ("#F0E442", "#000"), ("#CC79A7", "#000"), ("#0072B2", "#fff"), ("#D55E00", "#000")];

    private static readonly (string Name, string Path)[] Patterns =
        [("stripes", "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4"), ("dots", "M2,2 h2 v2 h-2 z M6,6 h2 v2 h-2 z"), ("grid", "M0,4 h8 M4,0 v8"), ("bars", "M2,0 v8 M6,0 v8")];

    private readonly Dictionary<(string Application, string Task), TaskColour> _colours = [];
    private readonly Dictionary<string, int> _tasks;

    /// <summary>Gives colours in the order of the plan's applications and tasks; what runs nowhere needs none.</summary>
    public TaskColours(Plan plan)
    {
        _tasks = plan.Applications.ToDictionary(a => a.Name, a => a.Tasks.Count, StringComparer.Ordinal);
        foreach (var (application, task) in plan.Applications.SelectMany(a => a.Tasks.Where(t => t.Variant is not null).Select(t => (a.Name, t.Name))))
        {
            var (fill, ink) = Palette[_colours.Count % Palette.Length];
            var pattern = (_colours.Count / Palette.Length) % (Patterns.Length + 1);
            _colours.Add((application, task), new TaskColour(fill, ink, pattern == 0 ? null : Patterns[pattern - 1].Name));
        }
    }

    /// <summary>The colour of a task, or null if it runs nowhere.</summary>
    public TaskColour? Of(string application, string task) => _colours.GetValueOrDefault((application, task));

    /// <summary>What a task is called: its name where there is one application, its application's where that has no other task, else both.</summary>
    public string Name(string application, string task) => _tasks.Count == 1 ? task
        : _tasks.GetValueOrDefault(application) == 1 ? application
        : $"{application}/{task}";

    /// <summary>The patterns, for the page's one drawing that holds them.</summary>
    public static XElement Definitions() => Svg.Drawing(
        0,
        0,
        "patterns",
        new XElement(
            "defs",
            Patterns.Select(p => new XElement(
                "pattern",
                Html.Attribute("id", p.Name),
                Html.Attribute("width", 8),
                Html.Attribute("height", 8),
                Html.Attribute("patternUnits", "userSpaceOnUse"),
                new XElement("path", Html.Attribute("d", p.Path), Html.Attribute("stroke", "#000"), Html.Attribute("stroke-width", 1.5), Html.Attribute("fill", "none"))))));

    /// <summary>A rectangle in a task's colour and pattern.</summary>
    public static IEnumerable<XElement> Swatch(TaskColour colour, double x, double y, double width, double height)
    {
        yield return Svg.Rectangle("swatch", x, y, width, height, colour.Fill);
        if (colour.Pattern is { } pattern)
        {
            yield return Svg.Rectangle("pattern", x, y, width, height, $"url(#{pattern})");
        }
    }

    /// <summary>All tasks with their colours.</summary>
    public XElement Legend() => Html.Of("ul", "legend", [.. _colours.Select(c => Html.Element(
        "li",
        Svg.Drawing(18, 14, string.Create(CultureInfo.InvariantCulture, $"colour of {c.Key.Task}"), Swatch(c.Value, 0, 0, 18, 14)),
        Name(c.Key.Application, c.Key.Task)))]);
}
