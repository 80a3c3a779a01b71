using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Tracking;

/// <summary>The co-runners of one batch and when each was there: room that is used again for one batch after the other.</summary>
/// <remarks>For one thread. Nothing is allocated after construction. Spans are those of the present content.</remarks>
public sealed class Neighbours
{
    private readonly Runner[] _runners;
    private readonly Presence[] _presences;
    private readonly double[] _weights;
    private readonly CoRunner[] _coRunners;

    /// <summary>Room for so many.</summary>
    /// <param name="capacity">From 1.</param>
    public Neighbours(int capacity = 256)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _runners = new Runner[capacity];
        _presences = new Presence[capacity];
        _weights = new double[capacity];
        _coRunners = new CoRunner[capacity];
    }

    /// <summary>Co-runners for which there is room.</summary>
    public int Capacity => _runners.Length;

    /// <summary>Co-runners there are.</summary>
    public int Count { get; private set; }

    /// <summary>What ran beside the batch, in the order in which it came.</summary>
    public ReadOnlySpan<Runner> Runners => _runners.AsSpan(0, Count);

    /// <summary>When each was there.</summary>
    public ReadOnlySpan<Presence> Presences => _presences.AsSpan(0, Count);

    /// <summary>Removes them all.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds one.</summary>
    /// <exception cref="InvalidOperationException">There is no room.</exception>
    public void Add(in Runner runner, in Presence presence)
    {
        if (Count == Capacity)
        {
            throw new InvalidOperationException($"there is room for {Capacity} co-runners");
        }

        _runners[Count] = runner;
        _presences[Count] = presence;
        Count++;
    }

    /// <summary>The batch beside them, as a signal weighs them; until they change or are weighed again.</summary>
    /// <param name="own">The batch.</param>
    /// <param name="signal">How much each counts.</param>
    public Colocation Weigh(in Runner own, IColocationSignal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        signal.Weigh(Presences, _weights.AsSpan(0, Count));
        for (var i = 0; i < Count; i++)
        {
            _coRunners[i] = new CoRunner(_runners[i], _weights[i]);
        }

        return new Colocation(own, _coRunners.AsSpan(0, Count));
    }
}
