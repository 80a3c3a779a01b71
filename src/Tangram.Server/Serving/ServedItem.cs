using System.Buffers;
using Tangram.Core.Applications;
using Tangram.Operators;

namespace Tangram.Server.Serving;

/// <summary>One item with its payload and, once it was given to a segment, its input tensor.</summary>
internal sealed class ServedItem(ServedRequest request, object payload)
{
    private Variant? _preparedFor;
    private int _starts;

    public ServedRequest Request { get; } = request;

    public object Payload { get; } = payload;

    /// <summary>The input tensor, or the fault that preparing it ended with.</summary>
    public Task<ReadOnlyMemory<float>> Input { get; private set; } = Task.FromResult(ReadOnlyMemory<float>.Empty);

    /// <summary>Begins to prepare the input for a variant, unless it is prepared for it already.</summary>
    public void Prepare(ITaskOperator with, Variant variant)
    {
        if (ReferenceEquals(_preparedFor, variant))
        {
            return;
        }

        _preparedFor = variant;
        Input = Payload is ReadOnlyMemory<float> tensor
            ? Task.FromResult(tensor)
            : Task.Factory.StartNew(() => Prepared(with, variant), CancellationToken.None, TaskCreationOptions.DenyChildAttach, Pool);
    }

    /// <summary>Counts a run of it; called in the executor's lock.</summary>
    public ServedItem Started()
    {
        _starts++;
        return this;
    }

    /// <summary>Gives the input's memory back once it is through; not if it ran more than once, since another run may still read it or give it back too.</summary>
    public void Release()
    {
        if (_starts == 1 && Payload is not ReadOnlyMemory<float> && Input.IsCompletedSuccessfully
            && System.Runtime.InteropServices.MemoryMarshal.TryGetArray(Input.Result, out var segment))
        {
            ArrayPool<float>.Shared.Return(segment.Array!);
        }
    }

    // The thread pool; or the one thread of whoever drives the executor on a context of its own, as its twin in the tests does.
    private static TaskScheduler Pool => SynchronizationContext.Current is null ? TaskScheduler.Default : TaskScheduler.FromCurrentSynchronizationContext();

    private ReadOnlyMemory<float> Prepared(ITaskOperator with, Variant variant)
    {
        var buffer = ArrayPool<float>.Shared.Rent(variant.InputElements);
        var input = buffer.AsMemory(0, variant.InputElements);
        with.Prepare(Payload, [.. variant.Input], input.Span);
        return input;
    }
}
