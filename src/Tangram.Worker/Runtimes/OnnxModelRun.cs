using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Worker.Runtimes;

/// <summary>A batch that ONNX Runtime ran; owns its outputs.</summary>
internal sealed class OnnxModelRun : IModelRun
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private readonly IDisposableReadOnlyCollection<OrtValue> _outputs;
    private readonly byte[]?[] _strings;

    /// <summary>Takes over <paramref name="outputs"/>, unless it throws; times are in ticks of <see cref="Stopwatch"/>.</summary>
    /// <exception cref="ModelException">An output cannot be answered.</exception>
    public OnnxModelRun(IReadOnlyList<string> names, IDisposableReadOnlyCollection<OrtValue> outputs, long startedTicks, long elapsedTicks)
    {
        _outputs = outputs;
        _strings = new byte[outputs.Count][];
        var heads = new TensorHead[outputs.Count];
        for (var i = 0; i < heads.Length; i++)
        {
            heads[i] = Head(i, names[i]);
        }

        Outcome = new BatchRan(Nanoseconds(startedTicks), Nanoseconds(elapsedTicks), heads);
    }

    /// <inheritdoc/>
    public BatchRan Outcome { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Output(int index) => _strings[index] ?? _outputs[index].GetTensorMutableRawData();

    /// <inheritdoc/>
    public void Dispose() => _outputs.Dispose();

    private TensorHead Head(int index, string name)
    {
        var output = _outputs[index];
        if (!output.IsTensor)
        {
            throw new ModelException($"output '{name}' came as {output.OnnxType}; only tensors can be answered");
        }

        var info = output.GetTensorTypeAndShape();
        var datatype = OnnxDatatypes.Of(info.ElementDataType) ?? throw new ModelException($"output '{name}' came as {info.ElementDataType}; only tensors of {Datatype.Names} can be answered");
        var shape = new int[info.Shape.Length];
        for (var i = 0; i < shape.Length; i++)
        {
            // What no frame takes is refused below, whatever it is.
            shape[i] = (int)Math.Min(info.Shape[i], int.MaxValue);
        }

        var bytes = TensorHead.BytesOf(datatype, shape);
        if (bytes < 0)
        {
            throw new ModelException($"output '{name}' of {Tensor.Describe(info.Shape)} takes more bytes than an answer may");
        }

        if (datatype == Datatype.Bytes)
        {
            bytes = (_strings[index] = OnnxStrings.Read(output, (int)info.ElementCount, name)).Length;
        }

        return new TensorHead(name, datatype, shape, bytes);
    }

    private static long Nanoseconds(long ticks) =>
        (long)((Int128)ticks * NanosecondsPerSecond / Stopwatch.Frequency);
}
