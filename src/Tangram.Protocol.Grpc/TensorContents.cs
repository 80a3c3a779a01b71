using System.Buffers.Binary;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Protocol.OpenInference;

namespace Tangram.Protocol.Grpc;

/// <summary>Elements that came as values, as bytes.</summary>
internal static class TensorContents
{
    private delegate void WriteElement<in T>(Span<byte> to, T value);

    /// <summary>An input's elements as little-endian bytes.</summary>
    /// <exception cref="ProtocolException">They are not of the input's datatype, or not as many as its shape takes.</exception>
    public static ReadOnlyMemory<byte> ToBytes(ModelInferRequest.Types.InferInputTensor input, Datatype datatype, long elements, string model)
    {
        if (input.Contents is not { } contents)
        {
            return elements == 0 ? default : throw new ProtocolException($"input '{input.Name}' for model '{model}' has no data: it has neither contents nor raw_input_contents");
        }

        if (datatype == Datatype.Fp16 || datatype == Datatype.Bf16)
        {
            throw new ProtocolException($"input '{input.Name}' for model '{model}': contents cannot hold {datatype}; it is sent in raw_input_contents");
        }

        RefuseOthers(contents, FieldOf(datatype), input, datatype, model);
        var count = CountOf(contents, FieldOf(datatype));
        if (count != elements)
        {
            throw TensorShapes.WrongCount(count, input.Shape, elements, input.Name, model);
        }

        try
        {
            return datatype == Datatype.Bytes ? Join(contents.BytesContents) : Fixed(contents, datatype);
        }
        catch (OverflowException fault)
        {
            throw new ProtocolException($"input '{input.Name}' for model '{model}': a value in its contents is not a {datatype}", fault);
        }
    }

    private static byte[] Fixed(InferTensorContents contents, Datatype datatype) => datatype.Name switch
    {
        "BOOL" => All(contents.BoolContents, 1, static (to, value) => to[0] = value ? (byte)1 : (byte)0),
        "INT8" => All(contents.IntContents, 1, static (to, value) => to[0] = unchecked((byte)checked((sbyte)value))),
        "INT16" => All(contents.IntContents, 2, static (to, value) => BinaryPrimitives.WriteInt16LittleEndian(to, checked((short)value))),
        "INT32" => All(contents.IntContents, 4, BinaryPrimitives.WriteInt32LittleEndian),
        "INT64" => All(contents.Int64Contents, 8, BinaryPrimitives.WriteInt64LittleEndian),
        "UINT8" => All(contents.UintContents, 1, static (to, value) => to[0] = checked((byte)value)),
        "UINT16" => All(contents.UintContents, 2, static (to, value) => BinaryPrimitives.WriteUInt16LittleEndian(to, checked((ushort)value))),
        "UINT32" => All(contents.UintContents, 4, BinaryPrimitives.WriteUInt32LittleEndian),
        "UINT64" => All(contents.Uint64Contents, 8, BinaryPrimitives.WriteUInt64LittleEndian),
        "FP32" => All(contents.Fp32Contents, 4, BinaryPrimitives.WriteSingleLittleEndian),
        _ => All(contents.Fp64Contents, 8, BinaryPrimitives.WriteDoubleLittleEndian),
    };

    private static byte[] All<T>(RepeatedField<T> values, int size, WriteElement<T> write)
    {
        var bytes = new byte[values.Count * size];
        for (var i = 0; i < values.Count; i++)
        {
            write(bytes.AsSpan(i * size), values[i]);
        }

        return bytes;
    }

    private static byte[] Join(RepeatedField<ByteString> strings)
    {
        var length = 0;
        foreach (var text in strings)
        {
            length += sizeof(int) + text.Length;
        }

        var bytes = new byte[length];
        var to = bytes.AsSpan();
        foreach (var text in strings)
        {
            BinaryPrimitives.WriteInt32LittleEndian(to, text.Length);
            text.Span.CopyTo(to[sizeof(int)..]);
            to = to[(sizeof(int) + text.Length)..];
        }

        return bytes;
    }

    // Triton's words, but that the first type is that of the field.
    private static void RefuseOthers(InferTensorContents contents, int field, ModelInferRequest.Types.InferInputTensor input, Datatype datatype, string model)
    {
        for (var other = InferTensorContents.BoolContentsFieldNumber; other <= InferTensorContents.BytesContentsFieldNumber; other++)
        {
            if (other != field && CountOf(contents, other) > 0)
            {
                var name = InferTensorContents.Descriptor.FindFieldByNumber(other).Name;
                throw new ProtocolException($"unexpected explicit tensor data for input tensor '{input.Name}' for model '{model}' of type '{name}', expected datatype '{datatype}'");
            }
        }
    }

    private static int FieldOf(Datatype datatype) => datatype.Name switch
    {
        "BOOL" => InferTensorContents.BoolContentsFieldNumber,
        "INT8" or "INT16" or "INT32" => InferTensorContents.IntContentsFieldNumber,
        "INT64" => InferTensorContents.Int64ContentsFieldNumber,
        "UINT8" or "UINT16" or "UINT32" => InferTensorContents.UintContentsFieldNumber,
        "UINT64" => InferTensorContents.Uint64ContentsFieldNumber,
        "FP32" => InferTensorContents.Fp32ContentsFieldNumber,
        "FP64" => InferTensorContents.Fp64ContentsFieldNumber,
        _ => InferTensorContents.BytesContentsFieldNumber,
    };

    private static int CountOf(InferTensorContents contents, int field) => field switch
    {
        InferTensorContents.BoolContentsFieldNumber => contents.BoolContents.Count,
        InferTensorContents.IntContentsFieldNumber => contents.IntContents.Count,
        InferTensorContents.Int64ContentsFieldNumber => contents.Int64Contents.Count,
        InferTensorContents.UintContentsFieldNumber => contents.UintContents.Count,
        InferTensorContents.Uint64ContentsFieldNumber => contents.Uint64Contents.Count,
        InferTensorContents.Fp32ContentsFieldNumber => contents.Fp32Contents.Count,
        InferTensorContents.Fp64ContentsFieldNumber => contents.Fp64Contents.Count,
        _ => contents.BytesContents.Count,
    };
}
