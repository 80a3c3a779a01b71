using Tangram.Core.Catalogs;

namespace Tangram.Control.Estimating;

/// <summary>Loki's exponentially weighted mean of the last time points: of 20, whose centre of mass is 1.6 points back, which is α = 1 ÷ (1 + 1.6) ≈ 0.385 [C].</summary>
/// <param name="centreOfMass">Centre of mass of the weights, in time points before the last; above 0.</param>
/// <param name="samples">Time points that count; at least 1.</param>
public sealed class EwmaDemand(double centreOfMass, int samples) : IDemandEstimator, ICatalogued<EwmaDemand, IDemandEstimator>
{
    private readonly Queue<(long Requests, double Seconds)> _points = [];

    /// <inheritdoc/>
    public static string Name => "ewma";

    /// <inheritdoc/>
    public static string Description => "weights that fall by age, with their centre 'com' points back, 1.6 unless given, over 'samples' points, 20 unless given";

    /// <inheritdoc/>
    public static IDemandEstimator Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new EwmaDemand(settings.Number("com", 1.6, 0.001, 1e6), settings.Count("samples", fallback: 20, min: 1));
    }

    /// <inheritdoc/>
    public RateEstimate Observe(long requests, TimeSpan span)
    {
        _points.Enqueue((requests, span.TotalSeconds));
        if (_points.Count > samples)
        {
            _points.Dequeue();
        }

        // The weights need not add up to 1 while there are few points, so they are divided by their sum.
        var keep = centreOfMass / (1 + centreOfMass);
        var (weighted, weights, squares) = (0.0, 0.0, 0.0);
        var weight = 1.0;
        foreach (var (count, seconds) in _points.Reverse())
        {
            weighted += weight * count;
            weights += weight * seconds;
            squares += weight * weight * seconds;
            weight *= keep;
        }

        // The variance of Σwn ÷ Σwt is rate × Σw²t ÷ (Σwt)²: as of a plain mean over (Σwt)² ÷ Σw²t seconds.
        return RateEstimate.Of(weighted / weights, weights * weights / squares);
    }
}
