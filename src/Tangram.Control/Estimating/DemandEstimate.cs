namespace Tangram.Control.Estimating;

/// <summary>The demand as it is thought to be.</summary>
/// <param name="RequestsPerSecond">Requests per second; at least 0.</param>
/// <param name="StandardError">How far that is likely to be off, in requests per second: one standard error, as of a Poisson stream; above 0.</param>
/// <param name="Shares">The part of the requests that has each priority; together 1, empty where none came.</param>
public sealed record DemandEstimate(double RequestsPerSecond, double StandardError, IReadOnlyDictionary<int, double> Shares)
{
    /// <summary>The part of the requests whose priority is not below <paramref name="priority"/>; all of them where it is null; 0 to 1.</summary>
    public double ShareFrom(int? priority) => priority is { } lowest && Shares.Count > 0 ? Math.Min(1, Shares.Where(s => s.Key >= lowest).Sum(s => s.Value)) : 1;
}
