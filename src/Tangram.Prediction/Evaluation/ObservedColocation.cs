using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Evaluation;

/// <summary>Says how an observed co-location looks through a signal.</summary>
/// <remarks>For one thread. Takes no memory once it has met the most co-runners.</remarks>
/// <param name="signal">How co-runners count.</param>
public sealed class ObservedColocation(IColocationSignal signal)
{
    private Presence[] _presences = new Presence[4];
    private double[] _weights = new double[4];
    private CoRunner[] _beside = new CoRunner[4];

    /// <summary>The co-location of a batch, good until the next is asked for.</summary>
    public Colocation Of(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var count = observation.Beside.Count;
        if (count > _beside.Length)
        {
            (_presences, _weights, _beside) = (new Presence[2 * count], new double[2 * count], new CoRunner[2 * count]);
        }

        for (var i = 0; i < count; i++)
        {
            _presences[i] = observation.Beside[i].Presence;
        }

        signal.Weigh(_presences.AsSpan(0, count), _weights.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            _beside[i] = new CoRunner(observation.Beside[i].Runner, _weights[i]);
        }

        return new Colocation(observation.Own, _beside.AsSpan(0, count));
    }
}
