using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;
using Tangram.Worker.Runtimes;

namespace Tangram.Worker;

/// <summary>A variant and the model loaded for it.</summary>
/// <param name="request">What the server asked for.</param>
/// <param name="model">What computes it.</param>
internal sealed class LoadedVariant(LoadVariant request, ILoadedModel model) : IDisposable
{
    private readonly BatchRules _rules = new(request, model.Description.Inputs);
    private readonly NativeTensorMemory[] _memory = new NativeTensorMemory[model.Description.Inputs.Count];
    private readonly InputTensor[] _inputs = new InputTensor[model.Description.Inputs.Count];

    /// <summary>What is known of the model before it runs.</summary>
    public VariantLoaded Description => model.Description;

    /// <summary>Receives a batch's inputs and runs it.</summary>
    /// <exception cref="ModelException">The batch is wrong or the model failed.</exception>
    public IModelRun Run(RunBatch batch, FrameConnection payload, long payloadBytes, InputBuffer buffer)
    {
        var heads = batch.Inputs;
        var places = _rules.Check(heads, payloadBytes);
        Receive(heads, payload, buffer);
        for (var i = 0; i < heads.Count; i++)
        {
            Complete(heads[i], _memory[i].Span);
            _inputs[places[i]] = new InputTensor(heads[i].Datatype, heads[i].Shape, _memory[i]);
        }

        return model.Run(request.IsBatched ? heads[0].Shape[0] : 0, _inputs);
    }

    /// <summary>Runs zeros.</summary>
    /// <exception cref="ModelException">They are too many or the model failed.</exception>
    public IModelRun WarmUp(int batch, InputBuffer buffer)
    {
        var heads = _rules.Zeros(batch);
        _rules.Check(heads, heads.Sum(head => (long)head.Bytes));
        buffer.Take(heads, _memory);
        for (var i = 0; i < heads.Length; i++)
        {
            BatchRules.FillWithZeros(heads[i].Datatype, _memory[i].Span);
            _inputs[i] = new InputTensor(heads[i].Datatype, heads[i].Shape, _memory[i]);
        }

        return model.Run(request.IsBatched ? batch : 0, _inputs);
    }

    public void Dispose() => model.Dispose();

    // What lies in shared memory as vector registers load it best is computed from there.
    private void Receive(IReadOnlyList<TensorHead> heads, FrameConnection payload, InputBuffer buffer)
    {
        if (payload.SharedPayload is not 0 and var shared && InputBuffer.AreAligned(heads))
        {
            InputBuffer.Divide(shared, heads, _memory);
            return;
        }

        buffer.Take(heads, _memory);
        for (var i = 0; i < heads.Count; i++)
        {
            payload.ReceivePayload(_memory[i].Span);
        }
    }

    private void Complete(TensorHead head, Span<byte> bytes)
    {
        if (head.Datatype == Protocol.OpenInference.Datatype.Bytes)
        {
            _rules.CheckElements(head, bytes);
        }
        else if (head.Datatype == Protocol.OpenInference.Datatype.Bool && bytes.ContainsAnyExceptInRange<byte>(0, 1))
        {
            // Native code takes a truth value for 0 or 1 and computes nonsense from others.
            foreach (ref var value in bytes)
            {
                value = value == 0 ? (byte)0 : (byte)1;
            }
        }
    }
}
