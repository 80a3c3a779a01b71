namespace Tangram.Control.Estimating;

/// <summary>A rate as it is thought to be.</summary>
/// <param name="RequestsPerSecond">Requests per second; at least 0.</param>
/// <param name="StandardError">How far that is likely to be off if requests come as a Poisson stream, in requests per second; above 0.</param>
public readonly record struct RateEstimate(double RequestsPerSecond, double StandardError)
{
    /// <summary>The estimate from so many requests in so many seconds, both of the size that an unweighted mean would have.</summary>
    /// <remarks>The standard error is √(rate ÷ seconds); of a stretch without requests, that of one request in it.</remarks>
    internal static RateEstimate Of(double requestsPerSecond, double seconds) =>
        new(requestsPerSecond, Math.Sqrt(Math.Max(requestsPerSecond, 1 / seconds) / seconds));
}
