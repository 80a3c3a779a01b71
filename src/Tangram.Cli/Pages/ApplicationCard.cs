using System.Xml.Linq;
using Tangram.Cli.Plans;
using Tangram.Core.Applications;
using Tangram.Core.Plans;

namespace Tangram.Cli.Pages;

/// <summary>Shows one application: demand, objectives beside what is reached, task graph.</summary>
internal static class ApplicationCard
{
    /// <summary>The card.</summary>
    public static XElement Of(Application application, PlannedApplication planned, TaskColours colours) => Html.Of(
        "article",
        "application",
        Html.Element("h3", planned.Name, Html.Of("span", "quiet", $" {Figures.Text(planned.Demand)} requests/s")),
        Met("latency", $"{Figures.Text(planned.LatencyMilliseconds)} of {Figures.Text(planned.LatencyObjectiveMilliseconds)} ms", planned.LatencyMilliseconds / planned.LatencyObjectiveMilliseconds, mark: null),
        Met("accuracy", $"{Figures.Text(planned.Accuracy)}, at least {Figures.Text(planned.AccuracyObjective)}", planned.Accuracy, planned.AccuracyObjective),
        Html.Of("div", "scroll", new GraphDrawing(application, planned, colours).Draw()));

    private static XElement Met(string name, string text, double share, double? mark)
    {
        const double Width = 60;
        return Html.Of(
            "p",
            "met",
            Html.Of("span", "name", name),
            Svg.Drawing(
                Width,
                10,
                $"{name} {text}",
                Svg.Rectangle("rail", 0, 2, Width, 6),
                Svg.Rectangle("fill", 0, 2, Width * Math.Clamp(share, 0, 1), 6),
                mark is { } at ? Svg.Line("mark", Width * at, 0, Width * at, 10) : null),
            text);
    }
}
