using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Protocol.OpenInference;

namespace Tangram.Server.Tests.Grpc;

/// <summary>Requests as clients send them.</summary>
internal static class Requests
{
    /// <summary>A raw request of two floats.</summary>
    public static ModelInferRequest Raw(string model = "echo", string id = "") => new()
    {
        ModelName = model,
        Id = id,
        Inputs = { Input("in", "FP32", 1, 2) },
        RawInputContents = { ByteString.CopyFrom(Floats(1.5f, -2)) },
    };

    /// <summary>The same with its elements as values.</summary>
    public static ModelInferRequest Values()
    {
        var request = Raw();
        request.RawInputContents.Clear();
        request.Inputs[0].Contents = new() { Fp32Contents = { 1.5f, -2 } };
        return request;
    }

    public static ModelInferRequest.Types.InferInputTensor Input(string name, string datatype, params long[] shape) => new() { Name = name, Datatype = datatype, Shape = { shape } };

    public static byte[] Floats(params float[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * 4), values[i]);
        }

        return bytes;
    }

    /// <summary>Two elements of every datatype as values; null where values cannot hold it.</summary>
    public static InferTensorContents? TwoOf(Datatype datatype) => datatype.Name switch
    {
        "BOOL" => new() { BoolContents = { true, false } },
        "INT8" => new() { IntContents = { sbyte.MinValue, 3 } },
        "INT16" => new() { IntContents = { short.MinValue, 3 } },
        "INT32" => new() { IntContents = { int.MinValue, 3 } },
        "INT64" => new() { Int64Contents = { long.MinValue, 3 } },
        "UINT8" => new() { UintContents = { byte.MaxValue, 3 } },
        "UINT16" => new() { UintContents = { ushort.MaxValue, 3 } },
        "UINT32" => new() { UintContents = { uint.MaxValue, 3 } },
        "UINT64" => new() { Uint64Contents = { ulong.MaxValue, 3 } },
        "FP32" => new() { Fp32Contents = { float.NaN, 3 } },
        "FP64" => new() { Fp64Contents = { double.MaxValue, 3 } },
        "BYTES" => new() { BytesContents = { ByteString.CopyFromUtf8("é"), ByteString.Empty } },
        _ => null,
    };

    /// <summary>The same two elements as bytes.</summary>
    public static byte[] BytesOfTwo(Datatype datatype) => datatype.Name switch
    {
        "BOOL" => [1, 0],
        "INT8" => [0x80, 3],
        "INT16" => [0, 0x80, 3, 0],
        "INT32" => [0, 0, 0, 0x80, 3, 0, 0, 0],
        "INT64" => [0, 0, 0, 0, 0, 0, 0, 0x80, 3, 0, 0, 0, 0, 0, 0, 0],
        "UINT8" => [0xFF, 3],
        "UINT16" => [0xFF, 0xFF, 3, 0],
        "UINT32" => [0xFF, 0xFF, 0xFF, 0xFF, 3, 0, 0, 0],
        "UINT64" => [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0],
        "FP16" => [0, 0x3C, 0, 0xC0],
        "BF16" => [0x80, 0x3F, 0, 0xC0],
        "FP32" => Floats(float.NaN, 3),
        "FP64" => [.. BitConverter.GetBytes(double.MaxValue), .. BitConverter.GetBytes(3d)],
        _ => ByteStrings.Join([Encoding.UTF8.GetBytes("é"), []]),
    };
}
