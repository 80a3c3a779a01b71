using Tangram.Control.Observing;

namespace Tangram.Control.Estimating;

/// <summary>Estimates the demand for an application, and how it divides between priorities.</summary>
/// <param name="rates">What estimates the rate.</param>
public sealed class DemandEstimator(IDemandEstimator rates)
{
    // Long enough for the shares not to flutter, short enough to follow a change of who asks.
    private const int SharesPoints = 60;

    private readonly Queue<IReadOnlyDictionary<int, long>> _points = [];

    /// <summary>Takes note of what came in, and says what is thought now.</summary>
    public DemandEstimate Observe(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var rate = rates.Observe(observation.Offered, observation.Span);
        _points.Enqueue(observation.OfferedByPriority);
        if (_points.Count > SharesPoints)
        {
            _points.Dequeue();
        }

        return new DemandEstimate(rate.RequestsPerSecond, rate.StandardError, Shares());
    }

    private SortedDictionary<int, double> Shares()
    {
        var counts = new SortedDictionary<int, double>();
        foreach (var (priority, count) in _points.SelectMany(p => p).Where(p => p.Value > 0))
        {
            counts[priority] = counts.GetValueOrDefault(priority) + count;
        }

        var all = counts.Values.Sum();
        return new SortedDictionary<int, double>(counts.ToDictionary(c => c.Key, c => c.Value / all));
    }
}
