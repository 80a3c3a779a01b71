using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Worker.Runtimes;

/// <summary>An ONNX model.</summary>
internal sealed class OnnxLoadedModel : ILoadedModel
{
    private readonly InferenceSession _session;
    private readonly LoadVariant _variant;
    private readonly RunOptions _options = new();
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly OrtValue?[] _values;

    private OnnxLoadedModel(InferenceSession session, LoadVariant variant, VariantLoaded description, ActivationMemory memory)
    {
        _session = session;
        _variant = variant;
        _inputs = [.. description.Inputs.Select(input => input.Name)];
        _outputs = [.. description.Outputs.Select(output => output.Name)];
        _values = new OrtValue[_inputs.Length];
        Description = description;
        if (memory == ActivationMemory.Shrink)
        {
            _options.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        }
    }

    /// <inheritdoc/>
    public VariantLoaded Description { get; }

    /// <summary>Takes over <paramref name="session"/>, after checking that the model takes what the variant says.</summary>
    /// <exception cref="ModelException">It does not.</exception>
    public static OnnxLoadedModel Create(InferenceSession session, LoadVariant variant, ActivationMemory memory)
    {
        try
        {
            return new OnnxLoadedModel(session, variant, OnnxSignature.Read(session, variant), memory);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IModelRun Run(int batch, ReadOnlySpan<InputTensor> inputs)
    {
        try
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                _values[i] = Value(inputs[i]);
            }

            var started = Stopwatch.GetTimestamp();
            var outputs = _session.Run(_options, _inputs, _values!, _outputs);
            var ended = Stopwatch.GetTimestamp();
            return Checked(batch, outputs, started, ended - started);
        }
        catch (OnnxRuntimeException e)
        {
            var what = batch > 0 ? $"a batch of {batch.ToString(CultureInfo.InvariantCulture)}" : "a run";
            throw new ModelException($"variant '{_variant.Variant}' failed on {what}: {e.Message}", e);
        }
        finally
        {
            foreach (ref var value in _values.AsSpan())
            {
                value?.Dispose();
                value = null;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }

    private static OrtValue Value(InputTensor input)
    {
        var shape = new long[input.Shape.Count];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = input.Shape[i];
        }

        return input.Datatype == Datatype.Bytes
            ? OnnxStrings.Create(shape, input.Memory.Span)
            : OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, OnnxDatatypes.ElementsOf(input.Datatype), shape, input.Memory.Address, input.Memory.Bytes);
    }

    private OnnxModelRun Checked(int batch, IDisposableReadOnlyCollection<OrtValue> outputs, long started, long elapsed)
    {
        try
        {
            var run = new OnnxModelRun(_outputs, outputs, started, elapsed);
            foreach (var head in run.Outcome.Outputs)
            {
                if (batch > 0 && (head.Shape.Count == 0 || head.Shape[0] != batch))
                {
                    throw new ModelException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"variant '{_variant.Variant}' answers a batch of {batch} with a tensor '{head.Name}' of [{string.Join(",", head.Shape)}]; only models whose output's first dimension is the batch can be served"));
                }
            }

            return run;
        }
        catch
        {
            outputs.Dispose();
            throw;
        }
    }
}
