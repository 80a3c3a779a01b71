namespace Tangram.Planning.Baselines.Paris;

/// <summary>A size of segment as PARIS looks at it.</summary>
/// <param name="Slices">Compute slices (GPCs).</param>
/// <param name="Knee">Largest batch that is better on it than on a larger one; at least 1.</param>
/// <param name="QueriesPerSecond">Queries per second that one instance answers, by the batch size of the query, from 1.</param>
internal sealed record ParisSize(int Slices, int Knee, Func<int, double> QueriesPerSecond);
