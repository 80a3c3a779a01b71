using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Plans;

namespace Tangram.Cli.Simulations;

/// <summary>Shows a simulation to people.</summary>
internal static class SimulationTable
{
    private const int MostSegments = 12;
    private const int MostDevices = 16;

    /// <summary>Writes the tables.</summary>
    public static void Write(TextWriter output, SimulationSummary summary)
    {
        var console = PlanReport.Console(output);
        console.WriteLine(Heading(summary));
        foreach (var alternative in summary.Alternatives)
        {
            console.WriteLine(alternative.Name);
            console.Write(Applications(alternative));
            if (alternative.Differences.Count > 0)
            {
                console.Write(Differences(alternative, summary.Alternatives[0].Name));
            }
        }

        // Those of one are enough to see where time goes.
        console.Write(summary.Alternatives[0].Segments.Count <= MostSegments ? Segments(summary.Alternatives[0]) : Devices(summary.Alternatives[0]));
        var more = summary.Alternatives[0].Devices.Count - MostDevices;
        if (summary.Alternatives[0].Segments.Count > MostSegments && more > 0)
        {
            console.WriteLine($"… and {Figures.Count(more, "more device")}");
        }

        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Figures.Count(summary.Events, "event")} in {summary.ElapsedSeconds:0.00} s, {summary.EventsPerSecond:#,0} events/s"));
    }

    /// <summary>A figure with its interval, such as <c>12.3 ± 0.4</c>.</summary>
    public static string Text(Estimate? estimate) => estimate is null ? "–" : estimate.HalfWidth is { } half ? $"{Figures.Text(estimate.Mean)} ± {Figures.Text(half)}" : Figures.Text(estimate.Mean);

    /// <summary>A share with its interval, such as <c>99.12 ± 0.03 %</c>.</summary>
    public static string Share(Estimate? estimate, bool isSigned = false)
    {
        var format = isSigned ? "+0.00;-0.00;0.00" : "0.00";
        return estimate is null ? "–"
            : string.Create(CultureInfo.InvariantCulture, $"{(estimate.Mean * 100).ToString(format, CultureInfo.InvariantCulture)}{(estimate.HalfWidth is { } half ? $" ± {(half * 100).ToString("0.00", CultureInfo.InvariantCulture)}" : string.Empty)} %");
    }

    /// <summary>A difference with its interval, such as <c>-1.2 ± 0.4</c>.</summary>
    public static string Signed(Estimate? estimate) => estimate is { Mean: > 0 } ? $"+{Text(estimate)}" : Text(estimate);

    /// <summary>What was simulated.</summary>
    public static string Heading(SimulationSummary summary) => string.Create(
        CultureInfo.InvariantCulture,
        $"{TimeText.Write(TimeSpan.FromSeconds(summary.DurationSeconds))} of {summary.Load}{(summary.WarmUpSeconds > 0 ? $", the first {TimeText.Write(TimeSpan.FromSeconds(summary.WarmUpSeconds))} not counted" : string.Empty)}; {(summary.Replications == 1 ? $"seed {summary.Seed}" : $"{summary.Replications} replications from seed {summary.Seed} on, means with intervals of 95 %")}");

    private static Table Applications(AlternativeSummary alternative)
    {
        var table = Of("application", "requests/s", "attainment", "objective ms", "mean ms", "p50 ms", "p95 ms", "p99 ms", "late", "partial", "dropped", "refused", "accuracy");
        foreach (var a in alternative.Applications)
        {
            Row(
                table,
                a.Name,
                Figures.Text(a.RequestsPerSecond),
                Share(a.Attainment),
                Figures.Text(a.LatencyObjectiveMilliseconds),
                Text(a.MeanMilliseconds),
                Text(a.P50Milliseconds),
                Text(a.P95Milliseconds),
                Text(a.P99Milliseconds),
                Count(a.Late),
                Count(a.Partial),
                Count(a.Dropped),
                Count(a.Refused),
                Figures.Text(a.Accuracy));
        }

        return table;
    }

    private static Table Differences(AlternativeSummary alternative, string first)
    {
        var table = Of($"difference to {first}", "attainment", "mean ms", "p50 ms", "p95 ms", "p99 ms");
        foreach (var d in alternative.Differences)
        {
            Row(table, d.Application, Share(d.Attainment, isSigned: true), Signed(d.MeanMilliseconds), Signed(d.P50Milliseconds), Signed(d.P95Milliseconds), Signed(d.P99Milliseconds));
        }

        return table;
    }

    private static Table Segments(AlternativeSummary alternative)
    {
        var table = Of("segment", "variant", "device", "slices", "batches", "mean batch", "utilisation");
        foreach (var s in alternative.Segments)
        {
            Row(table, s.Id, s.Variant, s.Device.ToString(CultureInfo.InvariantCulture), s.Slices.ToString(CultureInfo.InvariantCulture), Count(Math.Round(s.Batches)), Figures.Text(s.MeanBatch), Figures.Percent(s.Utilization));
        }

        return table;
    }

    private static Table Devices(AlternativeSummary alternative)
    {
        var table = Of("device", "model", "segments", "slices", "utilisation");
        foreach (var d in alternative.Devices.Take(MostDevices))
        {
            Row(table, d.Device.ToString(CultureInfo.InvariantCulture), d.Model, Count(alternative.Segments.Count(s => s.Device == d.Device)), d.Slices.ToString(CultureInfo.InvariantCulture), Figures.Percent(d.Utilization));
        }

        return table;
    }

    private static Table Of(string first, params string[] others)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn(Markup.Escape(first)));
        foreach (var name in others)
        {
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        }

        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    private static string Count(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
