using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Terminal;
using Tangram.Core.Plans;

namespace Tangram.Cli.Plans;

/// <summary>Shows a plan to people: a table of each application's tasks, lines that sum it up, a picture of the devices.</summary>
internal static class PlanReport
{
    // More applications than these get a line each instead of a table each, and more than those are only counted.
    private const int MostTables = 12;
    private const int MostLines = 40;

    /// <summary>Writes the report.</summary>
    /// <param name="output">Where to; colours only where it is a terminal.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="remark">What is said behind each demand, such as that it is the largest.</param>
    public static void Write(TextWriter output, Plan plan, string remark = "")
    {
        var console = Console(output);
        var isFleet = plan.Applications.Count > 1 || plan.Pools.Sum(p => (long)p.Available) > 1;
        if (plan.Applications.Count > MostTables)
        {
            WriteLines(console, plan, remark);
        }
        else
        {
            foreach (var application in plan.Applications)
            {
                console.WriteLine($"Plan of '{application.Name}' for {Figures.Text(application.Demand)} requests/s{remark}");
                console.Write(TaskTable.Of(plan, application));
                console.WriteLine(isFleet ? Promises(application) : $"{Size(plan)}; {Promises(application)}; {Maker(plan)}");
            }
        }

        console.WriteLine();
        if (!isFleet)
        {
            DevicePicture.Write(console, plan);
            return;
        }

        console.WriteLine($"{Devices(plan)}, {Size(plan)}; {Maker(plan)}");
        FleetPicture.Write(output, plan);
    }

    /// <summary>A console over a writer; what is not the terminal itself gets no colours.</summary>
    public static IAnsiConsole Console(TextWriter output) => Output.Over(output, !ReferenceEquals(output, System.Console.Out) || System.Console.IsOutputRedirected);

    /// <summary>Devices used of those there are, such as <c>3 of 4 devices</c>.</summary>
    public static string Devices(Plan plan) => string.Create(CultureInfo.InvariantCulture, $"{plan.Devices} of {Figures.Count(plan.Pools.Sum(p => (long)p.Available), "device")}");

    /// <summary>Slices used of those there are.</summary>
    public static string Size(Plan plan) => string.Create(CultureInfo.InvariantCulture, $"{plan.Slices} of {plan.SlicesAvailable} slices");

    /// <summary>Who made the plan, and how long it took.</summary>
    public static string Maker(Plan plan) => string.Create(CultureInfo.InvariantCulture, $"{(plan.Optimal ? "proven optimal by" : "made by")} '{plan.Planner}' in {plan.SolveMilliseconds:0.0} ms");

    private static void WriteLines(IAnsiConsole console, Plan plan, string remark)
    {
        console.WriteLine($"Plan of {plan.Applications.Count.ToString(CultureInfo.InvariantCulture)} applications{remark}");
        var table = new Table().Border(TableBorder.Rounded).AddColumn("application");
        foreach (var column in (string[])["requests/s", "tasks", "segments", "accuracy", "objective", "latency ms", "objective ms"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var a in plan.Applications.Take(MostLines))
        {
            var segments = plan.Instances.Count(i => i.Serves.Any(w => string.Equals(w.Application, a.Name, StringComparison.Ordinal)));
            table.AddRow(a.Name, Figures.Text(a.Demand), Figures.Text(a.Tasks.Count), Figures.Text(segments), Figures.Text(a.Accuracy), Figures.Text(a.AccuracyObjective), Figures.Text(a.LatencyMilliseconds), Figures.Text(a.LatencyObjectiveMilliseconds));
        }

        console.Write(table);
        if (plan.Applications.Count > MostLines)
        {
            console.WriteLine($"… and {Figures.Count(plan.Applications.Count - MostLines, "more application")}");
        }
    }

    private static string Promises(PlannedApplication application) =>
        $"accuracy {Figures.Text(application.Accuracy)} (objective {Figures.Text(application.AccuracyObjective)}); latency {Figures.Text(application.LatencyMilliseconds)} ms (objective {Figures.Text(application.LatencyObjectiveMilliseconds)} ms)";
}
