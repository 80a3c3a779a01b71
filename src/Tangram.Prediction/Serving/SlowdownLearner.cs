using Tangram.Prediction.Bounds;
using Tangram.Prediction.Evaluation;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Serving;

/// <summary>Teaches a predictor what batches showed.</summary>
/// <remarks>The predictor learns from what really ran beside the batch, and the bound from how wrong the forecast was that it had been given. For one thread.</remarks>
/// <param name="bound">What learns.</param>
/// <param name="signal">How much co-runners count.</param>
public sealed class SlowdownLearner(SlowdownBound bound, IColocationSignal signal)
{
    private readonly ObservedColocation _ran = new(signal);
    private readonly ObservedColocation _known = new(signal);

    /// <summary>A batch ended.</summary>
    public void Learn(FinishedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        bound.Observe(_ran.Of(batch.Observation), batch.Observation.Slowdown, _known.AtStartOf(batch.Observation), batch.Forecast);
    }
}
