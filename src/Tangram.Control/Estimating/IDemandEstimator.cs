namespace Tangram.Control.Estimating;

/// <summary>Estimates how many requests come in a second, from how many came in past spans of time.</summary>
public interface IDemandEstimator
{
    /// <summary>Takes note of a span, and says what is thought now.</summary>
    /// <param name="requests">Requests that came in; at least 0.</param>
    /// <param name="span">The span's length; above 0.</param>
    RateEstimate Observe(long requests, TimeSpan span);
}
