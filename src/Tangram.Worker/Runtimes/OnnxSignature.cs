using Microsoft.ML.OnnxRuntime;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Worker.Runtimes;

/// <summary>What an ONNX model takes and gives, checked against what a variant says of it.</summary>
internal static class OnnxSignature
{
    /// <summary>Reads it from a session.</summary>
    /// <exception cref="ModelException">The model does not take what the variant says.</exception>
    public static VariantLoaded Read(InferenceSession session, LoadVariant variant) =>
        variant.IsAsTheFileSays ? OfFile(session, variant) : OfApplication(session, variant);

    private static VariantLoaded OfApplication(InferenceSession session, LoadVariant variant)
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

        return new VariantLoaded([Tensor(session.InputNames[0], Datatype.Fp32, input)], [Tensor(session.OutputNames[0], Datatype.Fp32, output)]);
    }

    private static VariantLoaded OfFile(InferenceSession session, LoadVariant variant)
    {
        var inputs = session.InputNames.Select(name => OfFile(name, session.InputMetadata[name], "input", variant)).ToArray();
        var outputs = session.OutputNames.Select(name => OfFile(name, session.OutputMetadata[name], "output", variant)).ToArray();
        if (variant.IsBatched && (inputs.Length == 0 || Array.Exists(inputs, input => !MayBeBatched(input, variant))))
        {
            throw new ModelException(
                $"model file '{variant.ModelPath}' takes {string.Join(", ", inputs.Select(i => $"'{i.Name}' of {Protocol.OpenInference.Tensor.Describe(i.Shape)}"))} (-1 is any), not batches of up to {variant.MaxBatch}, which every input's first dimension must leave open: load it with a largest batch of 0");
        }

        return new VariantLoaded(inputs, outputs);
    }

    private static TensorMetadata OfFile(string name, NodeMetadata node, string role, LoadVariant variant)
    {
        if (node.OnnxValueType != OnnxValueType.ONNX_TYPE_TENSOR || OnnxDatatypes.Of(node.ElementDataType) is not { } datatype)
        {
            var what = node.IsTensor ? node.ElementDataType.ToString() : node.OnnxValueType.ToString();
            throw new ModelException($"{role} '{name}' of model file '{variant.ModelPath}' is {what}; only tensors of {Datatype.Names} can be served");
        }

        return node.Dimensions.Length <= WorkerProtocol.MaxRank
            ? Tensor(name, datatype, node)
            : throw new ModelException(FormattableString.Invariant($"{role} '{name}' of model file '{variant.ModelPath}' has {node.Dimensions.Length} dimensions; at most {WorkerProtocol.MaxRank} can be served"));
    }

    private static TensorMetadata Tensor(string name, Datatype datatype, NodeMetadata node) =>
        new(name, datatype, Array.ConvertAll(node.Dimensions, dimension => (long)dimension));

    private static bool MayBeBatched(TensorMetadata input, LoadVariant variant) =>
        input.Shape.Count == 0 || input.Shape[0] < 0 || (input.Shape[0] == 1 && variant.MaxBatch == 1);

    private static bool Takes(int[] dimensions, int[] shape) =>
        dimensions.Length == shape.Length && dimensions.Zip(shape).All(pair => pair.First <= 0 || pair.First == pair.Second);
}
