using System.Globalization;
using Spectre.Console;
using Tangram.Planning;
using Tangram.Planning.Verifying;

namespace Tangram.Cli.Plans;

/// <summary>Shows people how a plan was verified.</summary>
internal static class PlanVerification
{
    /// <summary>Writes what the plan was before and is after, and what it was made with.</summary>
    public static void Write(TextWriter output, VerifiedPlan found, double target)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("simulated");
        foreach (var column in (string[])["devices", "slices", "attainment at least", "queueing factor", "reserve"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        if (found.Before is { } before)
        {
            Add(table, "as asked", before);
        }

        Add(table, "verified", found.After);
        PlanReport.Console(output).Write(table);
        output.WriteLine($"{Difference(found)}, {Figures.Count(found.Tried.Count, "plan")} simulated; attainment is the lower end of its 95 % interval, asked for is {Text(target)}");
    }

    /// <summary>What is said where no plan reaches the attainment.</summary>
    public static string Missed(VerifiedPlan best, double target) =>
        $"no plan that was simulated reaches an attainment of {Text(target)}: the best of {Figures.Count(best.Tried.Count, "plan")} reaches {Text(best.After.Attainment)} with {Figures.Count(best.After.Plan.Slices, "slice")}; give fewer requests with --demand, more devices, or a lower --verify";

    private static void Add(Table table, string name, JudgedPlan judged) => table.AddRow(
        name, Figures.Text(judged.Plan.Devices), Figures.Text(judged.Plan.Slices), Text(judged.Attainment), Factors(judged.Factors), Text(judged.Reserve));

    private static string Factors(QueueingFactors factors) => string.Join(
        ", ", factors.Tasks.Select(t => $"{t.Task} {Figures.Text(t.Factor)}").Prepend(Figures.Text(factors.Common)));

    private static string Difference(VerifiedPlan found) => found.Before is not { } before ? $"{Figures.Count(found.After.Plan.Slices, "slice")}" : (found.After.Plan.Slices - before.Plan.Slices) switch
    {
        0 => $"{Figures.Count(before.Plan.Slices, "slice")} before and after",
        var more => string.Create(CultureInfo.InvariantCulture, $"{before.Plan.Slices} slices before, {found.After.Plan.Slices} after ({more:+0;-0})"),
    };

    private static string Text(double share) => share.ToString("0.####", CultureInfo.InvariantCulture);
}
