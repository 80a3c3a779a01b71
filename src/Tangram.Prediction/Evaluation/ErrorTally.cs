using Tangram.Prediction.Bounds;

namespace Tangram.Prediction.Evaluation;

/// <summary>Adds up how good predictions were.</summary>
internal sealed class ErrorTally
{
    private double _errors;
    private double _ratios;
    private int _covered;

    /// <summary>Batches so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Mean of the errors; NaN without any.</summary>
    public double MeanError => _errors / Rows;

    /// <summary>Share whose latency was at most the bound.</summary>
    public double Coverage => (double)_covered / Rows;

    /// <summary>Mean of bound over actual.</summary>
    public double MeanBoundRatio => _ratios / Rows;

    /// <summary>|predicted − actual| / actual.</summary>
    public static double ErrorOf(SlowdownForecast forecast, double actual) => Math.Abs(forecast.Expected - actual) / actual;

    /// <summary>Adds a batch.</summary>
    public void Add(SlowdownForecast forecast, double actual)
    {
        Rows++;
        _errors += ErrorOf(forecast, actual);
        _ratios += forecast.Bound / actual;
        _covered += actual <= forecast.Bound ? 1 : 0;
    }
}
