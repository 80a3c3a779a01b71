using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Worker.Runtimes;

/// <summary>A batch that ONNX Runtime ran; owns its output.</summary>
internal sealed class OnnxModelRun : IModelRun
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private readonly IDisposableReadOnlyCollection<OrtValue> _outputs;

    /// <summary>Takes over <paramref name="outputs"/>; times are in ticks of <see cref="Stopwatch"/>.</summary>
    public OnnxModelRun(IDisposableReadOnlyCollection<OrtValue> outputs, long startedTicks, long elapsedTicks)
    {
        _outputs = outputs;
        var shape = outputs[0].GetTensorTypeAndShape().Shape;
        Outcome = new BatchRan(Nanoseconds(startedTicks), Nanoseconds(elapsedTicks), Array.ConvertAll(shape, d => (int)d));
    }

    /// <inheritdoc/>
    public BatchRan Outcome { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Output => MemoryMarshal.AsBytes(_outputs[0].GetTensorDataAsSpan<float>());

    /// <inheritdoc/>
    public void Dispose() => _outputs.Dispose();

    private static long Nanoseconds(long ticks) =>
        (long)((Int128)ticks * NanosecondsPerSecond / Stopwatch.Frequency);
}
