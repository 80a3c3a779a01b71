using System.Buffers;
using System.Runtime.InteropServices;
using Tangram.Core.Applications;
using Tangram.Operators;

namespace Tangram.Server.Serving;

/// <summary>One item with its payload and, once it was given to a segment, its input tensors.</summary>
internal sealed class ServedItem
{
    private readonly ItemTensor[]? _tensors;
    private Task<ItemTensor[]>? _preparing;
    private Variant? _preparedFor;
    private int _starts;

    /// <param name="request">Whose it is.</param>
    /// <param name="payload">What an operator made, or tensors that a client brought.</param>
    public ServedItem(ServedRequest request, object payload)
    {
        (Request, Payload) = (request, payload);
        _tensors = payload as ItemTensor[];
    }

    public ServedRequest Request { get; }

    public object Payload { get; }

    /// <summary>Whether a client brought the tensors, so that no operator has to do with them.</summary>
    public bool IsTensors => _tensors is not null;

    /// <summary>The input tensors, if they are there; otherwise they are waited for, see <see cref="InputAsync"/>.</summary>
    public ItemTensor[]? Input => _tensors ?? (_preparing is { IsCompletedSuccessfully: true } done ? done.Result : null);

    /// <summary>The input tensors, or the fault that preparing them ended with.</summary>
    public Task<ItemTensor[]> InputAsync => _preparing ?? Task.FromResult(_tensors ?? []);

    /// <summary>Begins to prepare the input for a variant, unless it is prepared for it already.</summary>
    public void Prepare(ITaskOperator with, Variant variant)
    {
        if (!ReferenceEquals(_preparedFor, variant))
        {
            _preparedFor = variant;
            _preparing = Task.Factory.StartNew(() => Prepared(with, variant), CancellationToken.None, TaskCreationOptions.DenyChildAttach, Pool);
        }
    }

    /// <summary>Counts a run of it; called in the executor's lock.</summary>
    public ServedItem Started()
    {
        _starts++;
        Request.RunStarted();
        return this;
    }

    /// <summary>Gives the input's memory back once it is through; not if it ran more than once, since another run may still read it or give it back too.</summary>
    public void Release()
    {
        if (_starts == 1 && !IsTensors && Input is [var prepared] && MemoryMarshal.TryGetArray(prepared.Data, out var segment))
        {
            ArrayPool<byte>.Shared.Return(segment.Array!);
        }
    }

    // The thread pool; or the one thread of whoever drives the executor on a context of its own, as its twin in the tests does.
    private static TaskScheduler Pool => SynchronizationContext.Current is null ? TaskScheduler.Default : TaskScheduler.FromCurrentSynchronizationContext();

    private ItemTensor[] Prepared(ITaskOperator with, Variant variant)
    {
        int[] shape = [.. variant.Input];
        var bytes = variant.InputElements * sizeof(float);
        var buffer = ArrayPool<byte>.Shared.Rent(bytes);
        with.Prepare(Payload, shape, MemoryMarshal.Cast<byte, float>(buffer.AsSpan(0, bytes)));
        return [new ItemTensor(shape, buffer.AsMemory(0, bytes))];
    }
}
