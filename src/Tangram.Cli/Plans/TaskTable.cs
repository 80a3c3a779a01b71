using System.Globalization;
using Spectre.Console;
using Tangram.Core.Plans;

namespace Tangram.Cli.Plans;

/// <summary>The table of an application's tasks.</summary>
internal static class TaskTable
{
    /// <summary>A row for each task.</summary>
    public static Table Of(Plan plan, PlannedApplication application)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("task", "variant", "accuracy", "items/request", "items/s", "segments", "batch", "budget ms", "operators ms", "utilisation");
        var isSlowed = plan.Instances.Any(i => i.Slowdown is not null);
        if (isSlowed)
        {
            table.AddColumn("slowdown");
        }

        foreach (var column in table.Columns.Where((_, i) => i is 2 or 3 or 4 or >= 6))
        {
            column.RightAligned();
        }

        foreach (var task in application.Tasks)
        {
            IReadOnlyList<Instance> instances = [.. plan.Instances.Where(i => i.IsFor(application.Name, task.Name))];
            table.AddRow([.. Cells(task, instances).Concat(isSlowed ? [Slowdowns(instances)] : []).Select(Markup.Escape)]);
        }

        return table;
    }

    /// <summary>The variants with their shares, such as <c>large 62 % + small 38 %</c>.</summary>
    public static string Variants(PlannedTask task) => task.Variants switch
    {
        [] => "left out",
        [var only] => only.Name,
        var several => string.Join(" + ", several.Select(v => $"{v.Name} {Figures.Percent(v.Share)}")),
    };

    /// <summary>How many times longer than measured batches are planned to take beside others, such as <c>1.12–1.3</c>.</summary>
    public static string Slowdowns(IReadOnlyList<Instance> instances)
    {
        var (least, most) = (instances.Select(i => i.Slowdown ?? 1).DefaultIfEmpty(1).Min(), instances.Select(i => i.Slowdown ?? 1).DefaultIfEmpty(1).Max());
        return instances.Count == 0 ? "–" : least == most ? Figures.Text(most) : $"{Figures.Text(least)}–{Figures.Text(most)}";
    }

    private static string[] Cells(PlannedTask task, IReadOnlyList<Instance> instances) => task.Variant is null
        ? [task.Name, Variants(task), Figures.Text(task.RelativeAccuracy), Figures.Text(task.ItemsPerRequest), Figures.Text(task.ItemsPerSecond), "–", "–", "0", "0", "–"]
        :
        [
            task.Name,
            Variants(task),
            Figures.Text(task.RelativeAccuracy),
            Figures.Text(task.ItemsPerRequest),
            Figures.Text(task.ItemsPerSecond),
            string.Join(", ", instances.GroupBy(i => (i.SegmentType, IsShared: i.Serves.Count > 1)).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} × {g.Key.SegmentType}{(g.Key.IsShared ? " shared" : string.Empty)}"))),
            string.Join(", ", instances.Select(i => i.Batch).Distinct()),
            Figures.Text(task.BudgetMilliseconds),
            Figures.Text(task.OperatorMilliseconds),
            task.Utilization.ToString("P0", CultureInfo.InvariantCulture),
        ];
}
