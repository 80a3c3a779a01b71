namespace Tangram.Prediction.Bounds;

/// <summary>Puts an upper bound above the predictions of a predictor.</summary>
/// <remarks>The bound is the prediction times the quantile of the ratios of what was seen last.</remarks>
/// <param name="predictor">What is bounded; learns with the bound where it learns online.</param>
/// <param name="coverage">The share of batches that shall not exceed the bound; above 0, below 1.</param>
public sealed class SlowdownBound(ISlowdownPredictor predictor, double coverage)
{
    private const int Window = 1000;

    private readonly Queue<double> _latest = new();
    private readonly List<double> _sorted = [];

    /// <summary>The expected slowdown and its bound.</summary>
    public SlowdownForecast Predict(in Colocation colocation)
    {
        var expected = predictor.Predict(colocation);
        return new SlowdownForecast(expected, _sorted.Count == 0 ? expected : expected * _sorted[Math.Min(_sorted.Count - 1, (int)Math.Ceiling(coverage * (_sorted.Count + 1)) - 1)]);
    }

    /// <summary>A batch ended.</summary>
    public void Observe(in Colocation colocation, double slowdown)
    {
        if (_latest.Count == Window)
        {
            _sorted.RemoveAt(_sorted.BinarySearch(_latest.Dequeue()));
        }

        var ratio = slowdown / predictor.Predict(colocation);
        var place = _sorted.BinarySearch(ratio);
        _sorted.Insert(place < 0 ? ~place : place, ratio);
        _latest.Enqueue(ratio);
        if (predictor.LearnsOnline)
        {
            predictor.Observe(colocation, slowdown);
        }
    }
}
