using System.Globalization;
using System.Xml.Linq;
using Tangram.Cli.Plans;
using Tangram.Core.Plans;
using Tangram.Planning.Explaining;

namespace Tangram.Cli.Pages;

/// <summary>Writes a plan as one page that needs nothing else: no script, no other file, no network.</summary>
internal static class PlanPage
{
    // Up to so many devices each is drawn; beyond, equal ones once.
    private const int MostDrawnAlone = 8;

    /// <summary>The page's text.</summary>
    public static string Write(PlanResult result)
    {
        var colours = new TaskColours(result.Plan);
        return PageFrame.Write(
            Title(result.Plan),
            TaskColours.Definitions(),
            Facts(result.Plan),
            Html.Element("h2", "Applications"),
            Html.Of("div", "cards", result.Problem.Applications.Zip(result.Plan.Applications, (asked, planned) => ApplicationCard.Of(asked.Application, planned, colours))),
            Devices(result, colours),
            result.Explanation is { } explanation ? Explained(explanation, result.Plan) : null,
            result.Tradeoffs is { } tradeoffs ? Html.Element("section", Html.Element("h2", "Other objectives"), Html.Of("div", "devices", TradeoffChart.Card(tradeoffs.Accuracy), TradeoffChart.Card(tradeoffs.Latency))) : null);
    }

    private static string Title(Plan plan) => plan.Applications is [var only] ? $"Plan of {only.Name}" : string.Create(CultureInfo.InvariantCulture, $"Plan of {plan.Applications.Count} applications");

    private static XElement Facts(Plan plan) => Html.Of(
        "ul",
        "facts",
        PageFrame.Fact(string.Create(CultureInfo.InvariantCulture, $"{plan.Devices} of {plan.Pools.Sum(p => (long)p.Available)}"), "devices"),
        PageFrame.Fact(string.Create(CultureInfo.InvariantCulture, $"{plan.Slices} of {plan.SlicesAvailable}"), "compute slices"),
        PageFrame.Fact(plan.Planner, plan.Optimal ? $"proven optimal, fewest {plan.Objective} first" : $"not proven optimal, fewest {plan.Objective} first"),
        PageFrame.Fact($"{Figures.Text(plan.SolveMilliseconds)} ms", "to solve"),
        PageFrame.Fact(plan.Instances.Count.ToString(CultureInfo.InvariantCulture), "segments"),
        PageFrame.Fact($"× {Figures.Text(plan.QueueingFactor)}", "queueing factor"),
        PageFrame.Fact(Figures.Percent(plan.Reserve), "reserve"),
        PageFrame.Fact(plan.Siblings, "siblings"));

    private static XElement Devices(PlanResult result, TaskColours colours)
    {
        var drawing = new DeviceDrawing(result.Plan, colours);
        var models = result.Problem.Inventory.Pools.ToDictionary(p => p.Model.Name, p => p.Model, StringComparer.Ordinal);
        var isTogether = result.Plan.Devices > MostDrawnAlone;
        var groups = DeviceGroup.Of(result.Plan, isTogether);
        var unused = result.Plan.Pools.Where(p => p.Used < p.Available).Select(p => $"{Figures.Count(p.Available - p.Used, "device")} of {p.Model} unused").ToList();
        return Html.Element(
            "section",
            Html.Element("h2", "Devices ", Html.Of("span", "quiet", isTogether ? "equal ones drawn once; the axis counts memory slices" : "the axis counts memory slices")),
            colours.Legend(),
            Html.Of("div", "devices", (isTogether ? groups.OrderByDescending(g => g.Devices.Count) : groups.AsEnumerable()).Select(g => drawing.Card(g, models[g.Model]))),
            unused.Count == 0 ? null : Html.Of("p", "quiet below", string.Join("; ", unused)));
    }

    private static XElement Explained(Explanation explanation, Plan plan)
    {
        var asItIs = explanation.Changes[0];
        return Html.Element(
            "section",
            Html.Element("h2", "Explanation"),
            Html.Element("p", ExplanationReport.Binding(explanation), "."),
            Html.Element("p", ExplanationReport.Bounds(explanation), "."),
            Html.Table(
                ["application", "latency slack ms", "of objective", "accuracy slack", "busiest task", "utilisation"],
                explanation.Applications.Select(a => (string[])[a.Application, Figures.Text(a.LatencySlackMilliseconds), a.LatencySlack.ToString("P1", CultureInfo.InvariantCulture), a.AccuracySlack.ToString("0.####", CultureInfo.InvariantCulture), a.BusiestTask ?? "–", Figures.Percent(a.Utilization)])),
            Html.Table(
                ["change", "devices", "slices", "largest demand"],
                explanation.Changes.Select(c => (string[])[c.Change, ExplanationReport.Beside(c.Devices, asItIs.Devices), ExplanationReport.Beside(c.Slices, asItIs.Slices), ExplanationReport.Largest(c.LargestFactor, plan)])));
    }
}
