namespace Tangram.Operators.Imaging.Png;

/// <summary>The chunks of a PNG file that matter for its pixels.</summary>
/// <param name="Header">What the image data are.</param>
/// <param name="Palette">Red, green and blue of each entry; empty where there is none.</param>
/// <param name="Transparency">The tRNS chunk's data; empty where there is none.</param>
/// <param name="ImageData">The parts of the compressed image data, in order.</param>
internal sealed record PngFile(
    PngHeader Header, ReadOnlyMemory<byte> Palette, ReadOnlyMemory<byte> Transparency, IReadOnlyList<ReadOnlyMemory<byte>> ImageData)
{
    /// <summary>Reads the chunks up to IEND; what follows it is left alone.</summary>
    /// <exception cref="InvalidInputException">The file is truncated or corrupt.</exception>
    public static PngFile Read(ReadOnlyMemory<byte> file, int offset)
    {
        var chunk = PngChunk.Read(file, offset);
        if (chunk.Type is not "IHDR")
        {
            throw new InvalidInputException($"the PNG is corrupt: it begins with chunk {chunk.Type} instead of IHDR");
        }

        var header = PngHeader.Read(chunk.Data.Span);
        ReadOnlyMemory<byte> palette = default, transparency = default;
        var imageData = new List<ReadOnlyMemory<byte>>();
        for (offset += chunk.Length; (chunk = PngChunk.Read(file, offset)).Type is not "IEND"; offset += chunk.Length)
        {
            switch (chunk.Type)
            {
                case "PLTE":
                    palette = chunk.Data;
                    break;
                case "tRNS":
                    transparency = chunk.Data;
                    break;
                case "IDAT":
                    imageData.Add(chunk.Data);
                    break;
                default:
                    RefuseUnlessOptional(chunk, offset);
                    break;
            }
        }

        return new PngFile(header, palette, transparency, imageData);
    }

    private static void RefuseUnlessOptional(PngChunk chunk, int offset)
    {
        if (!chunk.IsOptional)
        {
            throw new InvalidInputException($"the PNG is corrupt: chunk {chunk.Type} at byte {offset} is not known and not optional");
        }
    }
}
