using Microsoft.ML.OnnxRuntime.Tensors;
using Tangram.Protocol.OpenInference;

namespace Tangram.Worker.Runtimes;

/// <summary>ONNX Runtime's element types in the protocol's words.</summary>
internal static class OnnxDatatypes
{
    private static readonly Dictionary<TensorElementType, Datatype> Datatypes = new()
    {
        [TensorElementType.Bool] = Datatype.Bool,
        [TensorElementType.UInt8] = Datatype.UInt8,
        [TensorElementType.UInt16] = Datatype.UInt16,
        [TensorElementType.UInt32] = Datatype.UInt32,
        [TensorElementType.UInt64] = Datatype.UInt64,
        [TensorElementType.Int8] = Datatype.Int8,
        [TensorElementType.Int16] = Datatype.Int16,
        [TensorElementType.Int32] = Datatype.Int32,
        [TensorElementType.Int64] = Datatype.Int64,
        [TensorElementType.Float16] = Datatype.Fp16,
        [TensorElementType.Float] = Datatype.Fp32,
        [TensorElementType.Double] = Datatype.Fp64,
        [TensorElementType.String] = Datatype.Bytes,
        [TensorElementType.BFloat16] = Datatype.Bf16,
    };

    private static readonly Dictionary<Datatype, TensorElementType> Elements = Datatypes.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The datatype of ONNX Runtime's elements; null where the protocol has none.</summary>
    public static Datatype? Of(TensorElementType elements) => Datatypes.GetValueOrDefault(elements);

    /// <summary>ONNX Runtime's name for a datatype.</summary>
    public static TensorElementType ElementsOf(Datatype datatype) => Elements[datatype];
}
