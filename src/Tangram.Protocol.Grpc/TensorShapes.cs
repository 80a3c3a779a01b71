using System.Buffers.Binary;
using Google.Protobuf.Collections;
using Tangram.Protocol.OpenInference;

namespace Tangram.Protocol.Grpc;

/// <summary>Shapes of inputs, and whether bytes fit them.</summary>
internal static class TensorShapes
{
    private const int MostDimensions = 8;

    /// <summary>A shape and how many elements it has.</summary>
    /// <exception cref="ProtocolException">It is none, or larger than any that is taken.</exception>
    public static long[] Read(RepeatedField<long> dimensions, string input, string model, out long elements)
    {
        var shape = new long[dimensions.Count];
        var largest = 1L;
        elements = 1;
        for (var i = 0; i < shape.Length; i++)
        {
            var size = dimensions[i];
            if (size is < 0 or > int.MaxValue)
            {
                throw new ProtocolException($"input '{input}' for model '{model}': {size} is not a dimension; a shape is a list of whole numbers from 0 to {int.MaxValue}");
            }

            shape[i] = size;
            elements *= size;
            largest = Math.Min(largest, int.MaxValue) * Math.Max(size, 1);
            if (largest > int.MaxValue || i == MostDimensions)
            {
                throw new ProtocolException($"input '{input}' for model '{model}': shape {Tensor.Describe(dimensions)} is larger than any that is taken");
            }
        }

        return shape;
    }

    /// <summary>Refuses raw bytes that are not the elements of a tensor.</summary>
    public static void Check(ReadOnlySpan<byte> raw, Datatype datatype, long[] shape, long elements, string input, string model)
    {
        if (datatype.Size == 0)
        {
            CheckStrings(raw, shape, elements, input, model);
        }
        else if (raw.Length != elements * datatype.Size)
        {
            throw new ProtocolException(
                $"unexpected total byte size {raw.Length} for input '{input}' for model '{model}', expecting {elements * datatype.Size}: shape {Tensor.Describe(shape)} of {datatype}");
        }
    }

    private static void CheckStrings(ReadOnlySpan<byte> raw, long[] shape, long elements, string input, string model)
    {
        long count = 0;
        while (raw.Length > 0)
        {
            var length = raw.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(raw) : -1;
            if (length < 0 || length > raw.Length - sizeof(int))
            {
                throw new ProtocolException($"input '{input}' for model '{model}': its BYTES elements do not end where their lengths say");
            }

            raw = raw[(sizeof(int) + length)..];
            count++;
        }

        if (count != elements)
        {
            throw WrongCount(count, shape, elements, input, model);
        }
    }

    /// <summary>Says that a tensor has not as many elements as its shape.</summary>
    public static ProtocolException WrongCount(long count, IEnumerable<long> shape, long elements, string input, string model) =>
        new($"unexpected number of elements {count} for input '{input}' for model '{model}', expecting {elements}: shape {Tensor.Describe(shape)}");
}
