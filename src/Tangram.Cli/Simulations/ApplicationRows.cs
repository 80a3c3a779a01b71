using System.Globalization;
using Tangram.Cli.Plans;

namespace Tangram.Cli.Simulations;

/// <summary>An alternative's applications as rows of text, for terminal and page.</summary>
internal static class ApplicationRows
{
    /// <summary>The heads of the columns; partial answers have one only where there are some.</summary>
    public static string[] Head(AlternativeSummary alternative) =>
        ["application (objective)", "requests/s", "attainment %", "mean ms", "p50 ms", "p95 ms", "p99 ms", "late", .. HasPartial(alternative) ? (string[])["partial"] : [], "dropped", "refused", "accuracy"];

    /// <summary>A row for each application.</summary>
    public static IEnumerable<string[]> Of(AlternativeSummary alternative) => alternative.Applications.Select(a => (string[])
    [
        $"{a.Name} ({Figures.Text(a.LatencyObjectiveMilliseconds)} ms)",
        Figures.Text(a.RequestsPerSecond),
        SimulationTable.Share(a.Attainment),
        SimulationTable.Text(a.MeanMilliseconds),
        SimulationTable.Text(a.P50Milliseconds),
        SimulationTable.Text(a.P95Milliseconds),
        SimulationTable.Text(a.P99Milliseconds),
        Count(a.Late),
        .. HasPartial(alternative) ? (string[])[Count(a.Partial)] : [],
        Count(a.Dropped),
        Count(a.Refused),
        Figures.Text(a.Accuracy),
    ]);

    private static bool HasPartial(AlternativeSummary alternative) => alternative.Applications.Any(a => a.Partial > 0);

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
