using System.Threading.Channels;
using Tangram.Server.Serving;

namespace Tangram.Server.Tests.Serving.Fakes;

/// <summary>A worker whose batches end when the test says so, and how.</summary>
internal sealed class HeldWorker(int task) : ISegmentWorker
{
    private readonly Channel<HeldBatch> _batches = Channel.CreateUnbounded<HeldBatch>();

    public Task<BatchOutput> RunAsync(IReadOnlyList<ItemTensor[]> items, bool isCheap)
    {
        var batch = new HeldBatch(task, items);
        Assert.True(_batches.Writer.TryWrite(batch));
        return batch.Output;
    }

    /// <summary>Whether it was given no batch that was not taken.</summary>
    public bool IsIdle => !_batches.Reader.TryPeek(out _);

    /// <summary>The next batch that it was given.</summary>
    public Task<HeldBatch> NextAsync() => _batches.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
