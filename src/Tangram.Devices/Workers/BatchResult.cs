using System.Buffers;
using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Devices.Workers;

/// <summary>A batch's outputs and how long it took. Disposing it gives its memory back to be used again.</summary>
public sealed class BatchResult : IDisposable
{
    // Elements of every type lie where the processor loads them at once.
    private const int Alignment = 8;
    private readonly BatchTensor[] _outputs;
    private byte[]? _memory;

    private BatchResult(BatchRan ran, BatchTensor[] outputs, byte[] memory)
    {
        StartedNanoseconds = ran.StartedTimestamp;
        RunTime = new TimeSpan(ran.RunNanoseconds / TimeSpan.NanosecondsPerTick);
        RunNanoseconds = ran.RunNanoseconds;
        _outputs = outputs;
        _memory = memory;
    }

    /// <summary>How long inference took, without waiting and transfer.</summary>
    public TimeSpan RunTime { get; }

    /// <summary>The same in nanoseconds.</summary>
    public long RunNanoseconds { get; }

    /// <summary>When inference began, on the machine's monotonic clock in nanoseconds: what <see cref="TimeProvider.System"/> gives as timestamp on Linux.</summary>
    public long StartedNanoseconds { get; }

    /// <summary>The outputs, in the model's order.</summary>
    /// <exception cref="ObjectDisposedException">Their memory was given back.</exception>
    public IReadOnlyList<BatchTensor> Outputs
    {
        get
        {
            ObjectDisposedException.ThrowIf(_memory is null, this);
            return _outputs;
        }
    }

    /// <summary>Receives the outputs of a batch into memory of the pool.</summary>
    /// <param name="ran">What the worker said of them; together they are at most what a frame carries.</param>
    /// <param name="connection">Where their elements come from.</param>
    internal static BatchResult Receive(BatchRan ran, FrameConnection connection)
    {
        var heads = ran.Outputs;
        var total = 0;
        for (var i = 0; i < heads.Count; i++)
        {
            total = Aligned(total) + heads[i].Bytes;
        }

        var memory = ArrayPool<byte>.Shared.Rent(total);
        try
        {
            var outputs = new BatchTensor[heads.Count];
            var at = 0;
            for (var i = 0; i < outputs.Length; i++)
            {
                var place = memory.AsMemory(at, heads[i].Bytes);
                connection.ReceivePayload(place.Span);
                outputs[i] = new BatchTensor(heads[i].Name, heads[i].Datatype, heads[i].Shape, place);
                at = Math.Min(Aligned(at + heads[i].Bytes), total);
            }

            return new BatchResult(ran, outputs, memory);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(memory);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _memory, null) is { } memory)
        {
            ArrayPool<byte>.Shared.Return(memory);
        }
    }

    private static int Aligned(int bytes) => (bytes + Alignment - 1) & -Alignment;
}
