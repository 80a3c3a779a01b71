using System.Buffers.Binary;
using System.Text;

namespace Tangram.Operators.Imaging.Png;

/// <summary>One chunk of a PNG file, its checksum verified.</summary>
/// <param name="Type">The four letters of its type.</param>
/// <param name="Data">What it carries.</param>
/// <param name="Length">Bytes that it takes in the file.</param>
internal readonly record struct PngChunk(string Type, ReadOnlyMemory<byte> Data, int Length)
{
    private const int Overhead = 12;

    /// <summary>Whether a decoder that does not know the chunk may leave it out.</summary>
    public bool IsOptional => char.IsAsciiLetterLower(Type[0]);

    /// <summary>Reads the chunk at <paramref name="offset"/>.</summary>
    /// <exception cref="InvalidInputException">The file ends within it, or its checksum is wrong.</exception>
    public static PngChunk Read(ReadOnlyMemory<byte> file, int offset)
    {
        var rest = file[offset..];
        if (rest.Length < Overhead)
        {
            throw new InvalidInputException($"the PNG is truncated: it ends after {file.Length} bytes, before its last chunk (IEND)");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(rest.Span);
        var type = Encoding.Latin1.GetString(rest.Span.Slice(4, 4));
        if (!type.All(char.IsAsciiLetter))
        {
            throw new InvalidInputException($"the PNG is corrupt: there is no chunk at byte {offset}");
        }

        if (length > rest.Length - Overhead)
        {
            throw new InvalidInputException($"the PNG is truncated: chunk {type} at byte {offset} says it has {length} bytes, but {rest.Length - Overhead} are left");
        }

        var end = (int)length + 8;
        if (Crc32.Of(rest.Span[4..end]) != BinaryPrimitives.ReadUInt32BigEndian(rest.Span[end..]))
        {
            throw new InvalidInputException($"the PNG is corrupt: the checksum of chunk {type} at byte {offset} is wrong");
        }

        return new PngChunk(type, rest[8..end], (int)length + Overhead);
    }
}
