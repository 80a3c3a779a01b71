namespace Tangram.Prediction.Numerics;

/// <summary>Says when errors have become larger than they were, by the Page-Hinkley test.</summary>
/// <remarks>
/// [N] (Page 1954; Hinkley 1971). Errors are measured by their own slow mean and none counts more than as four of it, so that a few wild rows are no drift. An
/// alarm starts the count anew.
/// </remarks>
internal sealed class DriftDetector
{
    private const double SlowRate = 0.002;
    private const double Tolerance = 0.15;
    private const double MostMeans = 4;
    private const double WarmUp = 50;
    private readonly double _threshold;
    private double _count;
    private double _mean;
    private double _sum;

    /// <summary>Has seen no error.</summary>
    /// <param name="threshold">Mean errors in excess, added up, at which it alarms; above 0.</param>
    public DriftDetector(double threshold) => _threshold = threshold;

    /// <summary>Takes the next error.</summary>
    /// <param name="error">Finite, from 0.</param>
    /// <returns>Whether errors have become larger.</returns>
    public bool Add(double error)
    {
        _count = Math.Min(_count + 1, 1 / SlowRate);
        var measured = _mean > 0 ? Math.Min(error / _mean, MostMeans) : 1;
        _mean += (error - _mean) * Math.Max(SlowRate, 1 / _count);
        if (_count < WarmUp)
        {
            return false;
        }

        _sum = Math.Max(0, _sum + measured - 1 - Tolerance);
        if (_sum < _threshold)
        {
            return false;
        }

        _sum = 0;
        return true;
    }

    /// <summary>Goes on as another would.</summary>
    public void CopyFrom(DriftDetector other) => (_count, _mean, _sum) = (other._count, other._mean, other._sum);

    /// <summary>Adds what it knows.</summary>
    public void Save(Dictionary<string, IReadOnlyList<double>> numbers) => numbers["drift"] = [_count, _mean, _sum];

    /// <summary>Goes on from what was saved.</summary>
    public void Restore(SavedNumbers saved)
    {
        Span<double> numbers = stackalloc double[3];
        saved.Fill("drift", numbers);
        (_count, _mean, _sum) = (numbers[0], numbers[1], numbers[2]);
    }
}
