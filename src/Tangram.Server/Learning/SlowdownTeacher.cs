using System.Threading.Channels;
using Tangram.Prediction.Bounds;
using Tangram.Prediction.Serving;

namespace Tangram.Server.Learning;

/// <summary>Learns from finished batches beside the serving: it has a predictor of its own, and hands out a copy of what it has learned now and then.</summary>
/// <remarks>Serving never waits for it: where it cannot keep up, the oldest batches that wait are passed over and counted.</remarks>
internal sealed class SlowdownTeacher : IAsyncDisposable
{
    private const int MostWaiting = 4096;
    private static readonly TimeSpan BetweenCopies = TimeSpan.FromMilliseconds(200);

    private readonly Channel<FinishedBatch> _batches;
    private readonly SlowdownBound _bound;
    private readonly SlowdownLearner _learner;
    private readonly ObservationLog? _log;
    private readonly TimeProvider _time;
    private readonly Task _learning;
    private long _passedOver;

    /// <param name="setup">What to learn.</param>
    /// <param name="learned">Receives what has been learned; called from another thread.</param>
    /// <param name="log">Where the observations are written; null for nowhere.</param>
    /// <param name="time">Says when to hand out a copy.</param>
    public SlowdownTeacher(PredictionSetup setup, Action<SlowdownBound> learned, ObservationLog? log, TimeProvider time)
    {
        (_bound, _log, _time) = (setup.CreateBound(), log, time);
        _learner = new SlowdownLearner(_bound, setup.Choice.CreateSignal());
        _batches = Channel.CreateBounded<FinishedBatch>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Interlocked.Increment(ref _passedOver));
        _learning = Task.Run(() => LearnAsync(learned));
    }

    /// <summary>Batches that it was too slow for.</summary>
    public long PassedOver => Interlocked.Read(ref _passedOver);

    /// <summary>A batch ended. Returns at once.</summary>
    public void Tell(FinishedBatch batch) => _batches.Writer.TryWrite(batch);

    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        await _learning;
        _log?.Dispose();
    }

    // What came with the last batch is handed out too, though no other batch may follow.
    private async Task LearnAsync(Action<SlowdownBound> learned)
    {
        while (await _batches.Reader.WaitToReadAsync())
        {
            while (_batches.Reader.TryRead(out var batch))
            {
                _learner.Learn(batch);
                _log?.Write(batch.Observation);
            }

            learned(_bound.Copy());
            _log?.Flush();
            await Task.WhenAny(Task.Delay(BetweenCopies, _time), _batches.Reader.Completion);
        }
    }
}
