using System.Buffers.Binary;
using Tangram.Protocol.OpenInference;

namespace Tangram.Server.Serving;

/// <summary>Divides a tensor between items: a row of its first dimension for each.</summary>
internal static class ItemRows
{
    /// <summary>Gives each item its row, without copying.</summary>
    /// <param name="data">The tensor's elements, as many rows as there are items.</param>
    /// <param name="datatype">Their type.</param>
    /// <param name="shape">A row's shape.</param>
    /// <param name="items">The items, at least one.</param>
    /// <param name="index">Which of their tensors it is.</param>
    /// <exception cref="ProtocolException">The lengths of its <c>BYTES</c> elements do not add up.</exception>
    public static void Split(ReadOnlyMemory<byte> data, Datatype datatype, int[] shape, ItemTensor[][] items, int index)
    {
        var row = data.Length / items.Length;
        var elements = shape.Aggregate(1, (product, size) => product * size);
        for (var i = 0; i < items.Length; i++)
        {
            if (datatype == Datatype.Bytes)
            {
                row = Length(data.Span, elements);
            }

            items[i][index] = new ItemTensor(shape, data[..row]);
            data = data[row..];
        }
    }

    // How many bytes the first elements take.
    private static int Length(ReadOnlySpan<byte> data, int elements)
    {
        var at = 0;
        for (var e = 0; e < elements; e++)
        {
            var length = data.Length - at >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(data[at..]) : -1;
            if (length < 0 || length > data.Length - at - sizeof(int))
            {
                throw new ProtocolException("a tensor's BYTES elements do not end where their lengths say");
            }

            at += sizeof(int) + length;
        }

        return at;
    }
}
