using System.Globalization;
using System.Text;
using System.Text.Json;
using Tangram.Scheduling.Logging;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Tests;

/// <summary>A simulated run with its decision log.</summary>
internal sealed record RecordedRun(SimulationSetup Setup, SimulationReport Report, byte[] Log)
{
    public static RecordedRun Of(SimulationSetup setup)
    {
        using var output = new MemoryStream();
        using var log = new DecisionLog(output, LogHeader.Of(setup.Layout, setup.Policies));
        var report = Simulator.Run(setup with { Log = log });
        log.Dispose();
        return new RecordedRun(setup, report, output.ToArray());
    }

    /// <summary>What a decision log says, without its header.</summary>
    public static IEnumerable<JsonElement> LinesOf(byte[] log)
    {
        foreach (var line in Encoding.UTF8.GetString(log).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement.Clone();
        }
    }

    public IEnumerable<JsonElement> Lines() => LinesOf(Log);

    /// <summary>Lines that tell one thing, such as <c>start</c>.</summary>
    public IEnumerable<JsonElement> Lines(string what) => Lines().Where(line => What(line) == what);

    public static string What(JsonElement line) => (line.TryGetProperty("event", out var e) ? e : line.GetProperty("decision")).GetString()!;

    /// <summary>When requests came and where to, whatever became of them.</summary>
    public IReadOnlyList<(long At, int Task)> Arrivals() =>
        [.. Lines().Where(line => What(line) is "accept" or "refuse").Select(line => (line.GetProperty("at").GetInt64(), line.GetProperty("tasks")[0].GetInt32()))];

    /// <summary>Every figure of the report.</summary>
    public string Figures()
    {
        var text = new StringBuilder();
        void Add(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

        Add($"{Report.Seed} {Report.Events} {Report.EndedAt} {Report.Attainment}");
        foreach (var a in Report.Applications)
        {
            Add($"{a.Name} {a.Arrived} {a.InTime} {a.Late} {a.Partial} {a.Dropped} {a.Refused} {a.AttainmentInterval} {a.MeanLatencySeconds} {Of(a.Latency)}");
            a.Tasks.ToList().ForEach(t => Add($"{t.Name} {t.Items} {t.Dropped} {t.Accuracy} {Of(t.Time)}"));
        }

        Report.Segments.ToList().ForEach(s => Add($"{s}"));
        Report.Timeline.ToList().ForEach(t => Add($"{t.From} {t.Length} {string.Join(',', t.Arrived)} {string.Join(',', t.InTime)} {string.Join(',', t.Utilization)}"));
        Report.Gantt.ToList().ForEach(g => Add($"{g}"));
        return text.ToString();
    }

    private static string Of(LatencyHistogram histogram) => string.Join(' ', histogram.Buckets);
}
