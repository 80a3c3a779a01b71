using System.Globalization;

namespace Tangram.Cli.Reproductions.Queries;

/// <summary>Writes every load as comma-separated values.</summary>
internal static class QueryCsv
{
    /// <summary>The text: a head, and a line for each model, design and load, and for its latency-bounded throughput.</summary>
    public static string Write(QueryReport report) => string.Concat(
        from line in Lines(report).Prepend("model,design,point,queries_per_second,p95_ms,slice_ms_per_query,objective_ms")
        select line + "\n");

    private static IEnumerable<string> Lines(QueryReport report) =>
        from model in report.Models
        from design in model.Designs
        from p in design.Curve.Select(p => (Kind: "load", Point: p)).Concat(design.Bounded is { } bounded ? [("bounded", bounded)] : [])
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Model},{design.Design},{p.Kind},{p.Point.QueriesPerSecond:0.###},{p.Point.P95Milliseconds:0.###},{p.Point.SliceMilliseconds:0.###},{model.ObjectiveMilliseconds:0.###}");
}
