using System.Globalization;
using Spectre.Console;

namespace Tangram.Cli.Colocations;

/// <summary>Shows slowdowns as matrices: the rows are slowed down by the columns.</summary>
internal static class ColocationTable
{
    private const double ManyOthers = 0.05;

    /// <summary>Writes a matrix for every share, and what the figures rest on.</summary>
    public static void Write(IAnsiConsole console, ColocationSummary summary)
    {
        foreach (var layout in summary.Pairs.GroupBy(p => p.Share))
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{Title(layout.Key)}: median slowdown of the row beside the column");
            var variants = layout.SelectMany(p => (string[])[p.Variant, p.CoVariant]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            var table = new Table().Border(TableBorder.Rounded).AddColumn("variant");
            variants.ForEach(v => table.AddColumn(new TableColumn(v).RightAligned()));
            var known = layout.ToDictionary(p => (p.Variant, p.CoVariant), p => p.MedianSlowdown);
            foreach (var row in variants)
            {
                table.AddRow([row, .. variants.Select(column => known.TryGetValue((row, column), out var slowdown) ? slowdown.ToString("F2", CultureInfo.InvariantCulture) : "–")]);
            }

            console.Write(table);
        }

        var (alone, beside) = (summary.Alone, summary.Beside);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{summary.Machine}");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{alone.Batches} batches alone: slowdown median {alone.MedianSlowdown:F2}, p95 {alone.P95Slowdown:F2}; {beside.Batches} beside others: median {beside.MedianSlowdown:F2}, p95 {beside.P95Slowdown:F2}");
        if (summary.OthersShare > ManyOthers)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"others than tangram took {summary.OthersShare:P0} of these cores' time meanwhile, so that slowdowns are partly theirs; measure again when the machine is quiet");
        }

        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{alone.Batches + beside.Batches} observations in {summary.Seconds:F0} s, written to {summary.Observations}");
    }

    private static string Title(double share) => share < 1
        ? string.Create(CultureInfo.InvariantCulture, $"each on its own cores, a share of {share:0.##} of the device")
        : "both on all cores";
}
