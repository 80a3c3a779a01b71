using System.Buffers;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Devices.Workers;

/// <summary>A batch's output and how long it took. Disposing it gives its memory back to be used again.</summary>
public sealed class BatchResult : IDisposable
{
    private readonly int _itemLength;
    private float[]? _output;

    internal BatchResult(int batch, BatchRan ran, float[] output)
    {
        Batch = batch;
        StartedNanoseconds = ran.StartedTimestamp;
        RunTime = new TimeSpan(ran.RunNanoseconds / TimeSpan.NanosecondsPerTick);
        RunNanoseconds = ran.RunNanoseconds;
        ItemShape = [.. ran.OutputShape.Skip(1)];
        _itemLength = ItemShape.Aggregate(1, (product, dimension) => product * dimension);
        _output = output;
    }

    /// <summary>Items in the batch.</summary>
    public int Batch { get; }

    /// <summary>How long inference took, without waiting and transfer.</summary>
    public TimeSpan RunTime { get; }

    /// <summary>The same in nanoseconds.</summary>
    public long RunNanoseconds { get; }

    /// <summary>When inference began, on the machine's monotonic clock in nanoseconds: what <see cref="TimeProvider.System"/> gives as timestamp on Linux.</summary>
    public long StartedNanoseconds { get; }

    /// <summary>Shape of one item's output, without the batch dimension.</summary>
    public IReadOnlyList<int> ItemShape { get; }

    /// <summary>All items' outputs, one after the other.</summary>
    public ReadOnlyMemory<float> Output => Buffer.AsMemory(0, Batch * _itemLength);

    private float[] Buffer => _output ?? throw new ObjectDisposedException(nameof(BatchResult));

    /// <summary>One item's output.</summary>
    /// <param name="index">The item's place in the batch, from 0.</param>
    public ReadOnlyMemory<float> Item(int index) => Output.Slice(index * _itemLength, _itemLength);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _output, null) is { } output)
        {
            ArrayPool<float>.Shared.Return(output);
        }
    }
}
