namespace Tangram.Cli.Reproductions.Queries;

/// <summary>A design at one load.</summary>
/// <param name="QueriesPerSecond">Queries per second that came, on average.</param>
/// <param name="P95Milliseconds">Latency that 95 % of the queries stayed within.</param>
/// <param name="SliceMilliseconds">Slices kept busy, in ms of one slice for each query.</param>
internal sealed record QueryPoint(double QueriesPerSecond, double P95Milliseconds, double SliceMilliseconds);
