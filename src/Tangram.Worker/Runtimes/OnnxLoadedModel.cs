using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Worker.Runtimes;

/// <summary>An ONNX model with one input, of which the first output is answered.</summary>
internal sealed class OnnxLoadedModel : ILoadedModel
{
    private readonly InferenceSession _session;
    private readonly LoadVariant _variant;
    private readonly RunOptions _options = new();
    private readonly string[] _inputs;
    private readonly string[] _outputs;

    private OnnxLoadedModel(InferenceSession session, LoadVariant variant, ActivationMemory memory)
    {
        _session = session;
        _variant = variant;
        _inputs = [.. session.InputNames];
        _outputs = [session.OutputNames[0]];
        Description = new VariantLoaded(_inputs[0], _outputs[0], [.. session.OutputMetadata[_outputs[0]].Dimensions.Skip(1)]);
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
            Check(session, variant);
            return new OnnxLoadedModel(session, variant, memory);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IModelRun Run(int batch, NativeTensorMemory input)
    {
        long[] shape = [batch, .. _variant.ItemShape];
        using var tensor = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, input.Address, input.Bytes);
        try
        {
            var started = Stopwatch.GetTimestamp();
            var outputs = _session.Run(_options, _inputs, [tensor], _outputs);
            var ended = Stopwatch.GetTimestamp();
            return CheckedFor(batch, new OnnxModelRun(outputs, started, ended - started));
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"variant '{_variant.Variant}' failed on a batch of {batch.ToString(CultureInfo.InvariantCulture)}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }

    private OnnxModelRun CheckedFor(int batch, OnnxModelRun run)
    {
        var shape = run.Outcome.OutputShape;
        if (shape.Count > 0 && shape[0] == batch)
        {
            return run;
        }

        run.Dispose();
        throw new ModelException(string.Create(
            CultureInfo.InvariantCulture,
            $"variant '{_variant.Variant}' answers a batch of {batch} with a tensor of [{string.Join(",", shape)}]; only models whose output's first dimension is the batch can be served"));
    }

    private static void Check(InferenceSession session, LoadVariant variant)
    {
        if (session.InputNames.Count != 1)
        {
            throw new ModelException($"model file '{variant.ModelPath}' has the inputs {string.Join(", ", session.InputNames)}; only models with one input can be served");
        }

        var input = session.InputMetadata[session.InputNames[0]];
        var output = session.OutputMetadata[session.OutputNames[0]];
        if (!input.IsTensor || input.ElementType != typeof(float) || !output.IsTensor || output.ElementType != typeof(float))
        {
            throw new ModelException($"model file '{variant.ModelPath}' does not take and give float32 tensors, the only ones that can be served");
        }

        if (!Takes(input.Dimensions, [.. variant.ItemShape.Prepend(variant.MaxBatch)]))
        {
            throw new ModelException(
                $"model file '{variant.ModelPath}' takes [{string.Join(",", input.Dimensions)}] (-1 is any), not batches of up to {variant.MaxBatch} items of [{string.Join(",", variant.ItemShape)}]: correct variant '{variant.Variant}'");
        }
    }

    private static bool Takes(int[] dimensions, int[] shape) =>
        dimensions.Length == shape.Length && dimensions.Zip(shape).All(pair => pair.First <= 0 || pair.First == pair.Second);
}
