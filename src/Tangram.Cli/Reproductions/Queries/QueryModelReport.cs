namespace Tangram.Cli.Reproductions.Queries;

/// <summary>What the designs did for a model.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Basis">On what its figures stand.</param>
/// <param name="ObjectiveMilliseconds">Time within which a query must be answered.</param>
/// <param name="Designs">In the order of <see cref="QueryDesigns.Names"/>.</param>
internal sealed record QueryModelReport(string Model, string Basis, double ObjectiveMilliseconds, IReadOnlyList<QueryDesignReport> Designs)
{
    /// <summary>A design's report; null where it was not made.</summary>
    public QueryDesignReport? Of(string design) => Designs.FirstOrDefault(d => string.Equals(d.Design, design, StringComparison.Ordinal));

    /// <summary>A design's latency-bounded throughput, queries per second; 0 where there is none.</summary>
    public double Throughput(string design) => Of(design)?.Bounded?.QueriesPerSecond ?? 0;
}
