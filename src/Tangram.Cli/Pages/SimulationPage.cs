using System.Globalization;
using System.Xml.Linq;
using Tangram.Cli.Plans;
using Tangram.Cli.Simulations;
using Tangram.Simulation.Statistics;

namespace Tangram.Cli.Pages;

/// <summary>Writes a simulation as one page that needs nothing else: no script, no other file, no network.</summary>
internal static class SimulationPage
{
    private const int MostSegments = 200;

    /// <summary>The page's text.</summary>
    public static string Write(SimulationResult result, SimulationSummary summary)
    {
        var title = $"Simulation of {string.Join(", ", summary.Alternatives[0].Applications.Select(a => a.Name).Take(4))}{(summary.Alternatives[0].Applications.Count > 4 ? ", …" : string.Empty)}";
        var colours = new TaskColours(result.Plan);
        return PageFrame.Write(
            title,
            TaskColours.Definitions(),
            Html.Of("p", "quiet", SimulationTable.Heading(summary)),
            Facts(summary),
            Html.Element("h2", "Applications"),
            summary.Alternatives.Select((a, i) => Applications(a, summary, i)),
            summary.Alternatives.Count > 1 ? Comparison(summary) : null,
            Html.Element("h2", "Latency", Of(summary)),
            Html.Of("div", "devices", Latencies(result)),
            Course(result, summary),
            Gantt(result, summary, colours),
            Segments(summary));
    }

    // What is drawn once is drawn of the first alternative.
    private static XElement? Of(SimulationSummary summary) => summary.Alternatives.Count == 1 ? null : Html.Of("span", "quiet", $" with {summary.Alternatives[0].Name}");

    private static XElement Facts(SimulationSummary summary)
    {
        var first = summary.Alternatives[0];
        var arrived = first.Applications.Sum(a => a.Arrived);
        return Html.Of(
            "ul",
            "facts",
            PageFrame.Fact(arrived == 0 ? "–" : ((double)first.Applications.Sum(a => a.InTime) / arrived).ToString("0.00 %", CultureInfo.InvariantCulture), "attainment"),
            first.Applications is [var only] ? PageFrame.Fact($"{SimulationTable.Text(only.P99Milliseconds)} ms", $"p99, objective {Figures.Text(only.LatencyObjectiveMilliseconds)} ms") : null,
            first.Applications is [var one] ? PageFrame.Fact(Figures.Text(one.RequestsPerSecond), $"requests/s, planned {Figures.Text(one.PlannedRequestsPerSecond)}") : PageFrame.Fact(Figures.Count(first.Applications.Count, "application"), "served"),
            PageFrame.Fact(arrived.ToString("#,0", CultureInfo.InvariantCulture), "requests counted"),
            PageFrame.Fact(Figures.Percent(first.Devices.Average(d => d.Utilization)), Figures.Count(first.Devices.Count, "device") + " busy"),
            PageFrame.Fact(first.Policies.Dispatch, "dispatch"),
            PageFrame.Fact(first.Policies.Batching, "batching"),
            PageFrame.Fact(first.Policies.Admission, "admission"),
            PageFrame.Fact(first.Policies.Drop, "drop"),
            PageFrame.Fact(summary.Events.ToString("#,0", CultureInfo.InvariantCulture), "events"));
    }

    private static XElement Applications(AlternativeSummary alternative, SimulationSummary summary, int number) => Html.Element(
        "section",
        summary.Alternatives.Count > 1 ? Html.Element("h3", alternative.Name) : null,
        Html.Table(ApplicationRows.Head(alternative), ApplicationRows.Of(alternative)),
        number == 0 ? null : Html.Table(
            [$"difference to {summary.Alternatives[0].Name}", "attainment %", "mean ms", "p50 ms", "p95 ms", "p99 ms"],
            alternative.Differences.Select(d => (string[])
            [
                d.Application, SimulationTable.Share(d.Attainment, isSigned: true), SimulationTable.Signed(d.MeanMilliseconds), SimulationTable.Signed(d.P50Milliseconds), SimulationTable.Signed(d.P95Milliseconds), SimulationTable.Signed(d.P99Milliseconds),
            ])));

    private static XElement Comparison(SimulationSummary summary)
    {
        var chart = new ComparisonChart(summary);
        return Html.Element(
            "section",
            Html.Element("h2", "Alternatives ", Html.Of("span", "quiet", "attainment with intervals of 95 %, on the same requests")),
            Html.Of("div", "devices", [.. summary.Alternatives[0].Applications.Select((_, i) => chart.Card(i))]));
    }

    private static IEnumerable<XElement> Latencies(SimulationResult result) => result.Setup.Loads.Select((load, i) =>
    {
        var all = new LatencyHistogram();
        foreach (var report in result.Alternatives[0].Reports)
        {
            all.Merge(report.Applications[i].Latency);
        }

        return LatencyChart.Card(load.Application, all, load.LatencyObjective.TotalMilliseconds);
    });

    private static XElement Course(SimulationResult result, SimulationSummary summary)
    {
        var chart = new CourseChart(
            new TimeAxis(result.Setup, result.Alternatives[0].Reports[0].Timeline),
            [.. result.Setup.Loads.Select(l => l.Application)],
            [.. summary.Alternatives[0].Devices.Select(d => (d.Device, string.Create(CultureInfo.InvariantCulture, $"{d.Model} {d.Device}")))]);
        return Html.Element("section", Html.Element("h2", "Course", summary.Replications == 1 ? Of(summary) : Html.Of("span", "quiet", $" of the first replication{(summary.Alternatives.Count == 1 ? string.Empty : $" with {summary.Alternatives[0].Name}")}")), chart.Legend(), chart.Card());
    }

    private static XElement? Gantt(SimulationResult result, SimulationSummary summary, TaskColours colours) =>
        new GanttChart(result.Setup, colours).Card(result.Alternatives[0].Reports[0].Gantt) is { } card
            ? Html.Element("section", Html.Element("h2", "Batches", Of(summary)), colours.Legend(), card)
            : null;

    private static XElement Segments(SimulationSummary summary) => Html.Element(
        "section",
        Html.Element("h2", "Segments", Of(summary)),
        Html.Table(
            ["segment", "variant", "device", "slices", "batches", "mean batch", "utilisation"],
            summary.Alternatives[0].Segments.Take(MostSegments).Select(s => (string[])
            [
                s.Id, s.Variant, s.Device.ToString(CultureInfo.InvariantCulture), s.Slices.ToString(CultureInfo.InvariantCulture), Count(Math.Round(s.Batches)), Figures.Text(s.MeanBatch), Figures.Percent(s.Utilization),
            ])),
        summary.Alternatives[0].Segments.Count > MostSegments ? Html.Of("p", "quiet", $"… and {Figures.Count(summary.Alternatives[0].Segments.Count - MostSegments, "more segment")}") : null);

    private static string Count(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
