using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Tangram.Cli.Watching;

/// <summary>What a server does, as two tables.</summary>
internal static class TopTable
{
    public static IRenderable Of(ServerActivity activity)
    {
        var applications = New("application", "requests/s", "attainment (1 min)", "p50", "p99");
        foreach (var one in activity.Applications)
        {
            applications.AddRow(Markup.Escape(one.Application), Number(one.RequestsPerSecond), Share(one.Attainment), Milliseconds(one.P50Ms), Milliseconds(one.P99Ms));
        }

        var models = New("model", "answered/s", "failed/s", "batch", "request", "waiting", "inference", "pending");
        foreach (var one in activity.Models)
        {
            models.AddRow(
                Markup.Escape(one.Model),
                Number(one.RequestsPerSecond),
                Number(one.FailuresPerSecond),
                one.BatchSize is { } batch ? Number(batch) : "-",
                Milliseconds(one.RequestMs),
                Milliseconds(one.QueueMs),
                Milliseconds(one.InferMs),
                one.Pending.ToString(CultureInfo.InvariantCulture));
        }

        return new Rows(applications, models);
    }

    private static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(columns[0]);
        foreach (var column in columns.Skip(1))
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        return table;
    }

    private static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static string Share(double? share) => share is { } known ? (known * 100).ToString("F1", CultureInfo.InvariantCulture) + " %" : "-";

    private static string Milliseconds(double? value) => value is { } known ? known.ToString(known < 10 ? "F2" : "F0", CultureInfo.InvariantCulture) + " ms" : "-";
}
