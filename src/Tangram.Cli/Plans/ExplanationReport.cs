using System.Globalization;
using Spectre.Console;
using Tangram.Core.Plans;
using Tangram.Planning.Explaining;

namespace Tangram.Cli.Plans;

/// <summary>Shows to people what binds a plan.</summary>
internal static class ExplanationReport
{
    private const int MostApplications = 40;

    /// <summary>Writes what is left of the objectives, what binds, and what changes would bring.</summary>
    public static void Write(TextWriter output, Explanation explanation, Plan plan)
    {
        var console = PlanReport.Console(output);
        console.WriteLine();
        console.WriteLine(Binding(explanation));
        console.WriteLine(Bounds(explanation));
        console.Write(Slacks(explanation));
        if (explanation.Applications.Count > MostApplications)
        {
            console.WriteLine($"… and {Figures.Count(explanation.Applications.Count - MostApplications, "more application")}");
        }

        console.Write(Changes(explanation, plan));
    }

    /// <summary>What binds, in one sentence.</summary>
    public static string Binding(Explanation explanation) => explanation.Binds.Count == 0
        ? "Nothing that was tried binds: none of the changes below makes the plan smaller or the largest demand higher"
        : $"What binds: {List(explanation.Binds)}; a little more freedom there makes the plan smaller or the largest demand higher";

    private static string List(IReadOnlyList<string> words) => words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";

    /// <summary>How far the plan may be from the least there can be, in one sentence.</summary>
    public static string Bounds(Explanation explanation) => string.Create(
        CultureInfo.InvariantCulture,
        $"No plan takes less than {Figures.Count(explanation.DevicesLowerBound, "device")} and {Figures.Count(explanation.SlicesLowerBound, "slice")} (throughput alone); this one takes {explanation.Devices} and {explanation.Slices}");

    /// <summary>A figure of a changed plan beside the same of the plan as it is, such as <c>3 (−1)</c>.</summary>
    public static string Beside(int? changed, int? asItIs) => (changed, asItIs) switch
    {
        (null, _) => "no plan",
        ({ } now, { } before) when now != before => string.Create(CultureInfo.InvariantCulture, $"{now} ({(now > before ? "+" : "−")}{Math.Abs(now - before)})"),
        _ => changed.Value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The largest demand: in requests per second of one application, or as a factor of several.</summary>
    public static string Largest(double? factor, Plan plan) => factor is null ? "none"
        : plan.Applications is [var only] ? $"{Figures.Text(factor.Value * only.Demand)} requests/s"
        : $"{Figures.Text(factor.Value)} times";

    private static Table Slacks(Explanation explanation)
    {
        var table = Columns(new Table().AddColumn("application"), "latency slack ms", "of objective", "accuracy slack").AddColumn("busiest task").AddColumn(new TableColumn("utilisation").RightAligned());
        foreach (var a in explanation.Applications.Take(MostApplications))
        {
            table.AddRow(a.Application, Figures.Text(a.LatencySlackMilliseconds), a.LatencySlack.ToString("P1", CultureInfo.InvariantCulture), a.AccuracySlack.ToString("0.####", CultureInfo.InvariantCulture), a.BusiestTask ?? "–", a.Utilization.ToString("P0", CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static Table Changes(Explanation explanation, Plan plan)
    {
        var table = Columns(new Table().AddColumn("change"), "devices", "slices", "largest demand");
        var asItIs = explanation.Changes[0];
        foreach (var change in explanation.Changes)
        {
            table.AddRow(Markup.Escape(change.Change), Beside(change.Devices, asItIs.Devices), Beside(change.Slices, asItIs.Slices), Largest(change.LargestFactor, plan));
        }

        return table;
    }

    private static Table Columns(Table table, params string[] numbers)
    {
        foreach (var number in numbers)
        {
            table.AddColumn(new TableColumn(number).RightAligned());
        }

        return table.Border(TableBorder.Rounded);
    }
}
