using System.Buffers.Binary;

namespace Tangram.Worker;

/// <summary>The elements of a <c>BYTES</c> tensor as they travel: each after its length in four little-endian bytes.</summary>
internal static class ByteElements
{
    private const int LengthBytes = sizeof(int);

    /// <summary>Whether <paramref name="bytes"/> are exactly so many elements.</summary>
    public static bool AreSound(ReadOnlySpan<byte> bytes, long elements)
    {
        var found = 0L;
        while (bytes.Length > 0)
        {
            if (bytes.Length < LengthBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) > (uint)(bytes.Length - LengthBytes))
            {
                return false;
            }

            Next(ref bytes);
            found++;
        }

        return found == elements;
    }

    /// <summary>The first element of sound <paramref name="bytes"/>, which it is taken from.</summary>
    public static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> bytes)
    {
        var element = bytes.Slice(LengthBytes, BinaryPrimitives.ReadInt32LittleEndian(bytes));
        bytes = bytes[(LengthBytes + element.Length)..];
        return element;
    }

    /// <summary>Writes an element to the beginning of <paramref name="bytes"/>, which are advanced past it.</summary>
    public static void Write(ReadOnlySpan<byte> element, ref Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, element.Length);
        element.CopyTo(bytes[LengthBytes..]);
        bytes = bytes[(LengthBytes + element.Length)..];
    }

    /// <summary>Bytes that an element takes.</summary>
    public static int BytesOf(ReadOnlySpan<byte> element) => LengthBytes + element.Length;
}
