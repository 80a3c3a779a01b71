using Tangram.Prediction.Bounds;

namespace Tangram.Prediction.Serving;

/// <summary>What a server or a simulation predicts slowdowns with.</summary>
/// <param name="Choice">The predictor, its signal and the coverage of its bound.</param>
/// <param name="Segments">The segments of the layout, by index.</param>
/// <param name="Learned">What had been learned before; null to begin with nothing.</param>
public sealed record PredictionSetup(PredictionChoice Choice, IReadOnlyList<ForeseenSegment> Segments, SlowdownBoundState? Learned = null)
{
    /// <summary>The predictor to begin with.</summary>
    /// <exception cref="FormatException">What had been learned is of another predictor, or for another coverage.</exception>
    public SlowdownBound CreateBound()
    {
        var bound = Choice.CreateBound();
        if (Learned is not null)
        {
            bound.Restore(Learned);
        }

        return bound;
    }
}
