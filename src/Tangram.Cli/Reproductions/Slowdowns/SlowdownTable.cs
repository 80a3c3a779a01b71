using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Terminal;
using static Tangram.Cli.Reproductions.Slowdowns.SlowdownComparison;

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>Shows the figure to people.</summary>
internal static class SlowdownTable
{
    private const double ManyOthers = 0.05;

    /// <summary>What the columns of <see cref="SignalRows"/> are.</summary>
    public static IReadOnlyList<string> SignalColumns { get; } = ["signal", "model", "mean error", "p95 error", "mean, changed", "p95, changed"];

    /// <summary>What the columns of <see cref="ChangeRows"/> are.</summary>
    public static IReadOnlyList<string> ChangeColumns { get; } = ["changed", "model", "mean error", "p95 error", "at the end", "updates to there", "updates to linear", "within the bound"];

    /// <summary>What the columns of <see cref="TargetRows"/> are.</summary>
    public static IReadOnlyList<string> TargetColumns { get; } = ["asked of ours", "target", "figure", "kept", "of"];

    /// <summary>One row for each signal and way of learning.</summary>
    public static IEnumerable<IReadOnlyList<string>> SignalRows(SlowdownReport report) =>
        from signal in SignalStudy.Signals
        from f in report.Signals.Figures
        where string.Equals(f.Signal, signal, StringComparison.Ordinal)
        select (IReadOnlyList<string>)[f.IsKnownAtStart ? f.Signal : $"{f.Signal} *", f.Model, Percent(f.All.Mean), Percent(f.All.P95), Text(f.Changed?.Mean), Text(f.Changed?.P95)];

    /// <summary>One row for each change and model; one for a change that the recording cannot be divided by.</summary>
    public static IEnumerable<IReadOnlyList<string>> ChangeRows(SlowdownReport report) =>
        from change in report.Changes
        from row in change.Refused is null ? change.Models.Select(m => Row(change.Change, m)) : [[change.Change, "not in this recording", "–", "–", "–", "–", "–", "–"]]
        select row;

    /// <summary>One row for each target.</summary>
    public static IEnumerable<IReadOnlyList<string>> TargetRows(SlowdownReport report) => report.Targets.Select(t => (IReadOnlyList<string>)
    [
        t.Name,
        t.From > 0 ? string.Create(CultureInfo.InvariantCulture, $"{t.From * 100:0.0} to {t.To * 100:0.0} %") : string.Create(CultureInfo.InvariantCulture, $"at most {t.To:0.00}"),
        t.Ours is not { } ours ? "–" : t.From > 0 ? Percent(ours) : ours.ToString("0.00", CultureInfo.InvariantCulture),
        t.IsKept switch { true => "yes", false => "no", null => "cannot be told" },
        t.Note,
    ]);

    /// <summary>What the figure stands on, a sentence each.</summary>
    public static IEnumerable<string> Remarks(SlowdownReport report)
    {
        var signals = report.Signals;
        yield return $"observations: {report.Source.Text}";
        if (report.Source.Measured is { OthersShare: > ManyOthers })
        {
            yield return "slowdowns are partly what other programs did; measure again when the machine is quiet";
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"{report.Batches:#,0} batches; {(report.AloneError is { } alone ? $"those alone are {Percent(alone)} off their own latency on average" : "none was alone")}");
        yield return string.Create(CultureInfo.InvariantCulture, $"signals: trained on {signals.TrainedOn} ({signals.Training:#,0}), tested on {signals.TestedOn} ({signals.Test:#,0}), in {signals.Changed:#,0} of which what ran beside the batch changed; * is known only once a batch has ended");
        foreach (var change in report.Changes)
        {
            yield return change.Refused is { } why ? $"{change.Change}: the recording {why}" : string.Create(CultureInfo.InvariantCulture, $"{change.Change}: trained on {change.TrainedOn} ({change.Training:#,0}), tested on {change.TestedOn} ({change.Test:#,0})");
        }

        yield return "changes: models see exact overlap, and those that learn online learn from each batch of the test once it was predicted; at the end is the last quarter; updates are batches until within 10 % of that, and of what the better of SGD and RLS ends at";
    }

    /// <summary>Writes the tables, and what they stand on.</summary>
    public static void Write(TextWriter output, SlowdownReport report)
    {
        var console = Output.Over(output, !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected);
        console.Write(TableOf("Signals of a changing co-location", SignalColumns, SignalRows(report)));
        console.Write(TableOf("Models after a change", ChangeColumns, ChangeRows(report)));
        console.Write(TableOf("Ours after a change", TargetColumns, TargetRows(report)));
        foreach (var remark in Remarks(report))
        {
            console.WriteLine(remark);
        }

        ComparedTable.Write(console, report.Comparison);
    }

    private static IReadOnlyList<string> Row(string change, ChangeModel m) =>
    [
        change,
        m.Model,
        Percent(m.Errors.Mean),
        Percent(m.Errors.P95),
        Percent(m.FinalError),
        Updates(m, m.UpdatesToFinal),
        Updates(m, m.UpdatesToLinear),
        Percent(m.Coverage),
    ];

    private static string Updates(ChangeModel model, int? updates) => !model.Learns ? "–" : updates?.ToString("#,0", CultureInfo.InvariantCulture) ?? "never";

    private static string Text(double? share) => share is { } known ? Percent(known) : "–";

    private static Table TableOf(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(title);
        for (var column = 0; column < columns.Count; column++)
        {
            var added = new TableColumn(columns[column]);
            table.AddColumn(column < 2 ? added : added.RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }
}
