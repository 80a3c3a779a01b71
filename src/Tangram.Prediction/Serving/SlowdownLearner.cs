using Tangram.Prediction.Bounds;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Serving;

/// <summary>Teaches a predictor what batches showed.</summary>
/// <remarks>The predictor learns from what really ran beside the batch, and the bound from how wrong the forecast was that it had been given. For one thread.</remarks>
/// <param name="bound">What learns.</param>
/// <param name="signal">How much co-runners count.</param>
public sealed class SlowdownLearner(SlowdownBound bound, IColocationSignal signal)
{
    private Presence[] _presences = new Presence[16];
    private double[] _weights = new double[16];
    private CoRunner[] _ran = new CoRunner[16];
    private CoRunner[] _known = new CoRunner[16];

    /// <summary>A batch ended.</summary>
    public void Learn(FinishedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var (own, beside) = (batch.Observation.Own, batch.Observation.Beside);
        MakeRoom(beside.Count);
        for (var i = 0; i < beside.Count; i++)
        {
            _presences[i] = beside[i].Presence;
        }

        var ran = Weigh(beside, beside.Count, _ran);
        var known = 0;
        for (var i = 0; i < beside.Count; i++)
        {
            // What ran when it started, for as long as was expected then.
            if (beside[i].Presence.From == 0)
            {
                _presences[known] = new Presence(0, beside[i].Presence.Expected, beside[i].Presence.Expected);
                _known[known++] = new CoRunner(beside[i].Runner, 0);
            }
        }

        signal.Weigh(_presences.AsSpan(0, known), _weights.AsSpan(0, known));
        for (var i = 0; i < known; i++)
        {
            _known[i] = _known[i] with { Weight = _weights[i] };
        }

        bound.Observe(new Colocation(own, ran), batch.Observation.Slowdown, new Colocation(own, _known.AsSpan(0, known)), batch.Forecast);
    }

    private ReadOnlySpan<CoRunner> Weigh(IReadOnlyList<ObservedCoRunner> beside, int count, CoRunner[] into)
    {
        signal.Weigh(_presences.AsSpan(0, count), _weights.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            into[i] = new CoRunner(beside[i].Runner, _weights[i]);
        }

        return into.AsSpan(0, count);
    }

    private void MakeRoom(int count)
    {
        if (count > _presences.Length)
        {
            var size = Math.Max(count, 2 * _presences.Length);
            (_presences, _weights, _ran, _known) = (new Presence[size], new double[size], new CoRunner[size], new CoRunner[size]);
        }
    }
}
