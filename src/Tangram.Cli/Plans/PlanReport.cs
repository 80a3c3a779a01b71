using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Terminal;
using Tangram.Core.Plans;

namespace Tangram.Cli.Plans;

/// <summary>Shows a plan to people: a table of its tasks, a line that sums it up, a picture of the device.</summary>
internal static class PlanReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="output">Where to; colours only where it is a terminal.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="isDemandGiven">Whether the user said for which demand.</param>
    public static void Write(TextWriter output, Plan plan, bool isDemandGiven)
    {
        var console = Output.Over(output, !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected);
        foreach (var application in plan.Applications)
        {
            var said = isDemandGiven ? string.Empty : ", the largest there is a plan for (give another with --demand)";
            console.WriteLine($"Plan of '{application.Name}' for {Figure(application.Demand)} requests/s{said}");
            console.Write(Tasks(plan, application));
            console.WriteLine(Summary(plan, application));
        }

        console.WriteLine();
        DevicePicture.Write(console, plan);
    }

    private static Table Tasks(Plan plan, PlannedApplication application)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("task", "variant", "accuracy", "items/request", "items/s", "segments", "batch", "budget ms", "operators ms", "utilisation");
        foreach (var column in table.Columns.Where((_, i) => i is 2 or 3 or 4 or 6 or 7 or 8 or 9))
        {
            column.RightAligned();
        }

        foreach (var task in application.Tasks)
        {
            var instances = plan.Instances.Where(i => i.IsFor(application.Name, task.Name)).ToList();
            string[] cells = task.Variant is null
                ? [task.Name, "left out", Figure(task.RelativeAccuracy), Figure(task.ItemsPerRequest), Figure(task.ItemsPerSecond), "–", "–", "0", "0", "–"]
                :
                [
                    task.Name,
                    task.Variant,
                    Figure(task.RelativeAccuracy),
                    Figure(task.ItemsPerRequest),
                    Figure(task.ItemsPerSecond),
                    string.Join(", ", instances.GroupBy(i => i.SegmentType, StringComparer.Ordinal).Select(g => $"{g.Count()} × {g.Key}")),
                    string.Join(", ", instances.Select(i => i.Batch).Distinct()),
                    Figure(task.BudgetMilliseconds),
                    Figure(task.OperatorMilliseconds),
                    task.Utilization.ToString("P0", CultureInfo.InvariantCulture),
                ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    private static string Summary(Plan plan, PlannedApplication application) => string.Create(
        CultureInfo.InvariantCulture,
        $"{plan.Slices} of {plan.SlicesAvailable} slices; accuracy {Figure(application.Accuracy)} (objective {Figure(application.AccuracyObjective)}); latency {Figure(application.LatencyMilliseconds)} ms (objective {Figure(application.LatencyObjectiveMilliseconds)} ms); {(plan.Optimal ? "proven optimal by" : "made by")} '{plan.Planner}' in {plan.SolveMilliseconds:0.0} ms");

    // Four digits say enough; whole numbers keep all of theirs.
    private static string Figure(double value) =>
        value.ToString(Math.Abs(value) >= 1000 ? "#,0" : Math.Abs(value) >= 100 ? "0.#" : Math.Abs(value) >= 10 ? "0.##" : "0.###", CultureInfo.InvariantCulture);
}
