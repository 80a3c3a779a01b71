using Tangram.Core.Time;
using Tangram.Prediction.Bounds;
using Tangram.Prediction.Serving;
using Tangram.Scheduling;

namespace Tangram.Server.Learning;

/// <summary>Predicts slowdowns for the engine of a server, within the executor's lock, and hands finished batches on to whoever learns.</summary>
/// <param name="setup">For which segments, and how much co-runners count.</param>
/// <param name="bound">What it predicts with at first.</param>
/// <param name="learn">Is given every batch that ended; within the lock, so it returns at once.</param>
internal sealed class ServedForesight(PredictionSetup setup, SlowdownBound bound, Action<FinishedBatch> learn)
{
    private Foresight _foresight = new(setup.Segments, bound, setup.Choice.CreateSignal());
    private SlowdownBound _bound = bound;

    /// <summary>Predicts with what has been learned from now on.</summary>
    public void Use(SlowdownBound learned)
    {
        _bound = learned;
        _foresight.Use(learned);
    }

    /// <summary>Predicts for other segments from now on; what runs at the moment shows nothing of slowdowns.</summary>
    /// <param name="segments">By the segment's index.</param>
    public void Relayout(IReadOnlyList<ForeseenSegment> segments)
    {
        _foresight = new Foresight(segments, _bound, setup.Choice.CreateSignal());
        _foresight.Use(_bound);
    }

    public void Start(Instant now, ProcessId process, int items) => _foresight.Start(now, process.Segment, process.Process, items);

    /// <summary>A batch ended.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="process">The process that ran it.</param>
    /// <param name="started">When the worker began to run it.</param>
    /// <param name="ran">How long it ran there.</param>
    public void End(Instant now, ProcessId process, Instant started, TimeSpan ran)
    {
        if (_foresight.IsRunning(process.Segment, process.Process))
        {
            _foresight.End(now, process.Segment, process.Process, started, started + ran);
            HandOn();
        }
    }

    /// <summary>What a process runs, if it runs anything, comes to nothing.</summary>
    public void Abandon(Instant now, ProcessId process)
    {
        if (_foresight.IsRunning(process.Segment, process.Process))
        {
            _foresight.Abandon(now, process.Segment, process.Process);
            HandOn();
        }
    }

    /// <summary>A request was refused or dropped.</summary>
    public void Doubt(Instant now) => _foresight.Doubt(now);

    /// <summary>Tells the engine what has changed, so that a request is judged by how things are now.</summary>
    public void Fade(Instant now, Engine engine)
    {
        _foresight.Fade(now);
        Tell(now, engine);
    }

    /// <summary>Tells the engine what has changed.</summary>
    public void Tell(Instant now, Engine engine)
    {
        foreach (var segment in _foresight.Changed)
        {
            var forecast = _foresight.Of(now, segment);
            engine.Slow(now, segment, Slowdown.Of(forecast.Expected, forecast.Bound));
        }

        _foresight.TakeChanged();
    }

    private void HandOn()
    {
        while (_foresight.TryTakeFinished(out var batch))
        {
            learn(batch);
        }
    }
}
