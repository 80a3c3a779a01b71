using Tangram.Core.Time;
using Tangram.Prediction.Serving;
using Tangram.Scheduling;

namespace Tangram.Simulation.Running;

/// <summary>Predicts slowdowns for the engine of a simulation and learns from its batches, each as it ends.</summary>
internal sealed class SimulatedForesight
{
    private readonly Engine _engine;
    private readonly Foresight _foresight;
    private readonly SlowdownLearner _learner;

    public SimulatedForesight(PredictionSetup setup, Engine engine)
    {
        var (bound, signal) = (setup.CreateBound(), setup.Choice.CreateSignal());
        _engine = engine;
        _foresight = new Foresight(setup.Segments, bound, signal);
        _learner = new SlowdownLearner(bound, signal);
    }

    public void Start(Instant now, ProcessId process, int items) => _foresight.Start(now, process.Segment, process.Process, items);

    public void End(Instant now, SimulatedProcess process)
    {
        _foresight.End(now, process.Id.Segment, process.Id.Process, process.StartedAt, now);
        Learn();
    }

    public void Abandon(Instant now, ProcessId process)
    {
        _foresight.Abandon(now, process.Segment, process.Process);
        Learn();
    }

    /// <summary>A request was refused or dropped.</summary>
    public void Doubt(Instant now) => _foresight.Doubt(now);

    /// <summary>Tells the engine what has changed, so that a request is judged by how things are now.</summary>
    public void Fade(Instant now)
    {
        _foresight.Fade(now);
        Tell(now);
    }

    /// <summary>Tells the engine what has changed.</summary>
    public void Tell(Instant now)
    {
        foreach (var segment in _foresight.Changed)
        {
            var forecast = _foresight.Of(now, segment);
            _engine.Slow(now, segment, Slowdown.Of(forecast.Expected, forecast.Bound));
        }

        _foresight.TakeChanged();
    }

    private void Learn()
    {
        while (_foresight.TryTakeFinished(out var batch))
        {
            _learner.Learn(batch);
        }
    }
}
