using Tangram.Core.Catalogs;

namespace Tangram.Control.Estimating;

/// <summary>The mean since the demand last changed [N]: exact while nothing changes, and within a few points of a change as quick as a short window.</summary>
/// <remarks>
/// After each point it asks of every place where the window could be cut in two whether requests came at one rate before and after, or at two, by the
/// likelihood ratio of two Poisson streams; where the best cut is likelier than the threshold says, what lies before it is forgotten. That is the
/// generalised likelihood-ratio test for a change of unknown size at an unknown time. Its false alarms become rarer with the exponential of the threshold;
/// a change is seen after about threshold ÷ (b·ln(b ÷ a) − b + a) seconds, where the rate goes from a to b.
/// </remarks>
/// <param name="threshold">The logarithm of the likelihood ratio that makes a change; above 0.</param>
/// <param name="points">Time points that are remembered at most; at least 2.</param>
public sealed class ChangeDemand(double threshold, int points) : IDemandEstimator, ICatalogued<ChangeDemand, IDemandEstimator>
{
    private readonly List<(long Requests, double Seconds)> _points = [];

    /// <inheritdoc/>
    public static string Name => "change";

    /// <inheritdoc/>
    public static string Description => "the mean since the demand last changed, seen by a likelihood ratio beyond e to the 'threshold', 12 unless given, over at most 'points' points, 300 unless given";

    /// <inheritdoc/>
    public static IDemandEstimator Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new ChangeDemand(settings.Number("threshold", 12, 0.1, 1000), settings.Count("points", fallback: 300, min: 2));
    }

    /// <inheritdoc/>
    public RateEstimate Observe(long requests, TimeSpan span)
    {
        _points.Add((requests, span.TotalSeconds));
        if (_points.Count > points)
        {
            _points.RemoveAt(0);
        }

        _points.RemoveRange(0, LastChange());
        var seconds = _points.Sum(p => p.Seconds);
        return RateEstimate.Of(_points.Sum(p => p.Requests) / seconds, seconds);
    }

    // How many of the points lie before the likeliest change; 0 where none is likely enough.
    private int LastChange()
    {
        var (all, time) = (_points.Sum(p => p.Requests), _points.Sum(p => p.Seconds));
        var (best, change) = (threshold, 0);
        var (before, elapsed) = (0L, 0.0);
        for (var cut = 1; cut < _points.Count; cut++)
        {
            before += _points[cut - 1].Requests;
            elapsed += _points[cut - 1].Seconds;
            var ratio = Likelihood(before, all * elapsed / time) + Likelihood(all - before, all * (time - elapsed) / time);
            if (ratio > best)
            {
                (best, change) = (ratio, cut);
            }
        }

        return change;
    }

    private static double Likelihood(long count, double expected) => count > 0 ? count * Math.Log(count / expected) : 0;
}
