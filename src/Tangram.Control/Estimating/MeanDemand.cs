using Tangram.Core.Catalogs;

namespace Tangram.Control.Estimating;

/// <summary>The mean of the last few time points; of five in JigsawServe [P].</summary>
/// <param name="points">How many; at least 1.</param>
public sealed class MeanDemand(int points) : IDemandEstimator, ICatalogued<MeanDemand, IDemandEstimator>
{
    private readonly Queue<(long Requests, double Seconds)> _points = [];

    /// <inheritdoc/>
    public static string Name => "mean";

    /// <inheritdoc/>
    public static string Description => "the mean of the last 'points' time points, 5 unless given";

    /// <inheritdoc/>
    public static IDemandEstimator Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new MeanDemand(settings.Count("points", fallback: 5, min: 1));
    }

    /// <inheritdoc/>
    public RateEstimate Observe(long requests, TimeSpan span)
    {
        _points.Enqueue((requests, span.TotalSeconds));
        if (_points.Count > points)
        {
            _points.Dequeue();
        }

        var seconds = _points.Sum(p => p.Seconds);
        return RateEstimate.Of(_points.Sum(p => p.Requests) / seconds, seconds);
    }
}
