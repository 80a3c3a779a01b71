namespace Tangram.Cli.Reproductions.Queries;

/// <summary>What a design did.</summary>
/// <param name="Design">Its name.</param>
/// <param name="Layout">What it is cut into.</param>
/// <param name="Slices">Compute slices of its segments.</param>
/// <param name="AloneMilliseconds">What the largest of 95 % of the queries takes alone on its smallest segment.</param>
/// <param name="Bounded">The largest load whose p95 is within the objective; null where there is none.</param>
/// <param name="Curve">p95 by load.</param>
internal sealed record QueryDesignReport(string Design, string Layout, int Slices, double AloneMilliseconds, QueryPoint? Bounded, IReadOnlyList<QueryPoint> Curve);
