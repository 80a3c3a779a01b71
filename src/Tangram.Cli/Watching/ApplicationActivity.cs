namespace Tangram.Cli.Watching;

/// <summary>How an application did between two readings.</summary>
/// <param name="Application">Its name.</param>
/// <param name="RequestsPerSecond">Requests ended per second.</param>
/// <param name="Attainment">Share of the last minute's requests answered in time; null where there were none.</param>
/// <param name="P50Ms">Median time of an answered request, milliseconds, within the bounds of the histogram; null where none was answered.</param>
/// <param name="P99Ms">The 99th percentile.</param>
internal sealed record ApplicationActivity(string Application, double RequestsPerSecond, double? Attainment, double? P50Ms, double? P99Ms)
{
    private const string Duration = "tangram_request_duration_seconds";

    /// <summary>Every application's activity.</summary>
    public static IReadOnlyList<ApplicationActivity> Between(MetricsReading before, MetricsReading after, TimeSpan time) =>
        [.. after.Values("tangram_requests_total", "application").Select(a => Of(a, before, after, time.TotalSeconds))];

    private static ApplicationActivity Of(string application, MetricsReading before, MetricsReading after, double seconds)
    {
        var label = ("application", application);
        var ended = after.Grown(before, "tangram_requests_total", label);
        var buckets = Grown(before.Buckets(Duration, "application", application), after.Buckets(Duration, "application", application));
        return new ApplicationActivity(application, ended / seconds, after.Sum("tangram_attainment", label), Quantile(buckets, 0.5), Quantile(buckets, 0.99));
    }

    private static List<(double Bound, double Count)> Grown(IReadOnlyList<(double Bound, double Count)> before, IReadOnlyList<(double Bound, double Count)> after) =>
        before.Count == after.Count && before.Count > 0 && before[^1].Count <= after[^1].Count ? [.. after.Zip(before, (a, b) => (a.Bound, a.Count - b.Count))] : [.. after];

    // Within a bucket times are taken to be spread evenly.
    private static double? Quantile(List<(double Bound, double Count)> buckets, double share)
    {
        if (buckets.Count == 0 || buckets[^1].Count <= 0)
        {
            return null;
        }

        var rank = share * buckets[^1].Count;
        var at = buckets.FindIndex(b => b.Count >= rank);
        var (low, under) = at == 0 ? (0, 0) : buckets[at - 1];
        return 1000 * (double.IsFinite(buckets[at].Bound) ? low + ((buckets[at].Bound - low) * (rank - under) / (buckets[at].Count - under)) : low);
    }
}
