using Tangram.Core.Time;

namespace Tangram.Server.Serving;

/// <summary>How long the parts of a request took: waiting, moving inputs, inference and moving outputs, of the batches on its way one after the other.</summary>
internal sealed class RequestTimes(Instant arrivedAt)
{
    private Instant _lastEnd = arrivedAt;

    /// <summary>Waiting, before the first batch and between batches.</summary>
    public TimeSpan Queue { get; private set; }

    /// <summary>From the decision to run until the worker ran.</summary>
    public TimeSpan Input { get; private set; }

    /// <summary>Inference.</summary>
    public TimeSpan Infer { get; private set; }

    /// <summary>From the end of inference until the output was there.</summary>
    public TimeSpan Output { get; private set; }

    /// <summary>A batch with an item of the request ended. Of batches that ran beside each other the first to end counts, and of the others what came after.</summary>
    public void Ran(in BatchTimes batch)
    {
        if (batch.Ended <= _lastEnd)
        {
            return;
        }

        Queue += Part(_lastEnd, batch.Decided);
        Input += Part(Later(_lastEnd, batch.Decided), batch.Started);
        Infer += Part(Later(_lastEnd, batch.Started), batch.Finished);
        Output += Part(Later(_lastEnd, batch.Finished), batch.Ended);
        _lastEnd = batch.Ended;
    }

    private static Instant Later(Instant a, Instant b) => a > b ? a : b;

    private static TimeSpan Part(Instant from, Instant to) => to > from ? to - from : TimeSpan.Zero;
}
