namespace Tangram.Server.Serving;

/// <summary>A batch's output, whose memory is shared by those who still read it: it is given back when the last of them is done.</summary>
/// <param name="items">Each item's tensors, one for each of the model's outputs, in the model's order.</param>
/// <param name="runTime">How long inference took in the worker.</param>
/// <param name="owner">Gives the memory back; null where nobody waits for it.</param>
internal sealed class BatchOutput(IReadOnlyList<ItemTensor[]> items, TimeSpan runTime, IDisposable? owner) : IDisposable
{
    private int _readers = 1;

    /// <summary>How long inference took in the worker.</summary>
    public TimeSpan RunTime => runTime;

    /// <summary>When inference began, on the machine's monotonic clock in nanoseconds; null where the worker does not say.</summary>
    public long? StartedNanoseconds { get; init; }

    /// <summary>One item's tensors.</summary>
    public ItemTensor[] Item(int index) => items[index];

    /// <summary>Another reader; each disposes of it once.</summary>
    public BatchOutput Share()
    {
        Interlocked.Increment(ref _readers);
        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _readers) == 0)
        {
            owner?.Dispose();
        }
    }
}
