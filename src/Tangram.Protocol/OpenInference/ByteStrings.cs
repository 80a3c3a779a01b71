using System.Buffers.Binary;

namespace Tangram.Protocol.OpenInference;

/// <summary>The elements of a <c>BYTES</c> tensor: each after its length in four little-endian bytes.</summary>
public static class ByteStrings
{
    /// <summary>The elements, as parts of the tensor's memory.</summary>
    /// <exception cref="ProtocolException">The lengths do not add up.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Split(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var elements = new List<ReadOnlyMemory<byte>>();
        for (var rest = tensor.Data; rest.Length > 0;)
        {
            var length = rest.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(rest.Span) : -1;
            if (length < 0 || length > rest.Length - 4)
            {
                throw Malformed(tensor);
            }

            elements.Add(rest.Slice(4, length));
            rest = rest[(4 + length)..];
        }

        return elements.Count == tensor.Elements
            ? elements
            : throw Miscounted(tensor, elements.Count);
    }

    /// <summary>Checks that a tensor has as many elements as its shape says, which end where their lengths say.</summary>
    /// <exception cref="ProtocolException">It does not.</exception>
    public static void Check(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var count = 0L;
        for (var rest = tensor.Data.Span; rest.Length > 0; count++)
        {
            var length = rest.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(rest) : -1;
            rest = length >= 0 && length <= rest.Length - 4 ? rest[(4 + length)..] : throw Malformed(tensor);
        }

        if (count != tensor.Elements)
        {
            throw Miscounted(tensor, count);
        }
    }

    /// <summary>A tensor's bytes from its elements.</summary>
    public static byte[] Join(IReadOnlyList<byte[]> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var joined = new byte[elements.Sum(e => 4 + e.Length)];
        var at = 0;
        foreach (var element in elements)
        {
            BinaryPrimitives.WriteInt32LittleEndian(joined.AsSpan(at), element.Length);
            element.CopyTo(joined, at + 4);
            at += 4 + element.Length;
        }

        return joined;
    }

    private static ProtocolException Malformed(Tensor tensor) => new($"input '{tensor.Name}': its BYTES elements do not end where their lengths say");

    private static ProtocolException Miscounted(Tensor tensor, long count) =>
        new($"input '{tensor.Name}' has {count} elements, but shape {Tensor.Describe(tensor.Shape)} takes {tensor.Elements}");
}
