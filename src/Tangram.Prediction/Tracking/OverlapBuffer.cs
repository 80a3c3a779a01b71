using Tangram.Core.Time;
using Tangram.Prediction.Bounds;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Serving;

namespace Tangram.Prediction.Tracking;

/// <summary>Holds batches of one device back until all that ran beside them is known, which is when those that were running at their end have ended too.</summary>
/// <remarks>
/// Instants at which a batch really started and ended may be told later than others that come after them: what counts is that none still running started before. The most that is
/// held is bounded; what is beyond is told by what is known. For one thread.
/// </remarks>
internal sealed class OverlapBuffer(int slots)
{
    private const int MostHeld = 4096;

    private readonly Instant?[] _busySince = new Instant?[slots];
    private readonly List<Entry> _entries = [];
    private readonly List<RecordedBatch> _window = [];

    /// <summary>A batch starts in a slot, at this instant or after it.</summary>
    public void Start(int slot, Instant now) => _busySince[slot] = now;

    /// <summary>The batch of a slot has ended.</summary>
    /// <param name="slot">Which.</param>
    /// <param name="batch">What ran and when.</param>
    /// <param name="forecast">What had been foretold for it; null where it came to nothing, and was only there beside others.</param>
    /// <param name="finished">Receives the batches of which all is known now, in the order in which they were told.</param>
    public void End(int slot, RecordedBatch batch, SlowdownForecast? forecast, Queue<FinishedBatch> finished)
    {
        _busySince[slot] = null;
        _entries.Add(new Entry(batch, forecast));
        var busySince = Earliest(_busySince);
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Forecast is { } foretold && (_entries[i].Batch.Ended <= busySince || _entries.Count > MostHeld))
            {
                finished.Enqueue(new FinishedBatch(Observe(_entries[i].Batch), foretold));
                _entries[i] = _entries[i] with { Forecast = null };
            }
        }

        Forget(busySince);
    }

    private Observation Observe(RecordedBatch batch)
    {
        _window.Clear();
        foreach (var entry in _entries)
        {
            if (entry.Batch.Started < batch.Ended && entry.Batch.Ended > batch.Started)
            {
                _window.Add(entry.Batch);
            }
        }

        return OverlapReconstruction.Of(_window).First(o => string.Equals(o.Batch, batch.Batch, StringComparison.Ordinal));
    }

    // What ended before everything that waits or runs has begun runs beside nothing any more.
    private void Forget(Instant busySince)
    {
        var earliest = busySince;
        foreach (var entry in _entries)
        {
            earliest = entry.Forecast is not null && entry.Batch.Started < earliest ? entry.Batch.Started : earliest;
        }

        _entries.RemoveAll(e => e.Forecast is null && (e.Batch.Ended <= earliest || _entries.Count > MostHeld));
    }

    private static Instant Earliest(Instant?[] instants)
    {
        var earliest = new Instant(long.MaxValue);
        foreach (var instant in instants)
        {
            earliest = instant is { } at && at < earliest ? at : earliest;
        }

        return earliest;
    }

    private readonly record struct Entry(RecordedBatch Batch, SlowdownForecast? Forecast);
}
