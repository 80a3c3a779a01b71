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
        var count = MakeRoom(observation);
        for (var i = 0; i < count; i++)
        {
            Keep(i, observation.Beside[i].Runner, observation.Beside[i].Presence);
        }

        return Weigh(observation.Own, count);
    }

    /// <summary>The co-location of a batch as it was expected when the batch started: what ran then, for as long as was expected. Good until the next is asked for.</summary>
    public Colocation AtStartOf(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        MakeRoom(observation);
        var count = 0;
        foreach (var (runner, presence) in observation.Beside)
        {
            if (presence.From == 0)
            {
                Keep(count++, runner, new Presence(0, presence.Expected, presence.Expected));
            }
        }

        return Weigh(observation.Own, count);
    }

    private int MakeRoom(Observation observation)
    {
        var count = observation.Beside.Count;
        if (count > _beside.Length)
        {
            (_presences, _weights, _beside) = (new Presence[2 * count], new double[2 * count], new CoRunner[2 * count]);
        }

        return count;
    }

    private void Keep(int at, in Runner runner, in Presence presence) => (_beside[at], _presences[at]) = (new CoRunner(runner, 0), presence);

    private Colocation Weigh(Runner own, int count)
    {
        signal.Weigh(_presences.AsSpan(0, count), _weights.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            _beside[i] = _beside[i] with { Weight = _weights[i] };
        }

        return new Colocation(own, _beside.AsSpan(0, count));
    }
}
