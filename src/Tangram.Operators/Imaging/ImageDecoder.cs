using Tangram.Operators.Imaging.Png;
using Tangram.Operators.Imaging.Pnm;

namespace Tangram.Operators.Imaging;

/// <summary>Reads a picture in whichever of the known formats it is.</summary>
internal static class ImageDecoder
{
    private static readonly (byte[] Signature, string Name)[] Unread =
    [
        ([0xFF, 0xD8, 0xFF], "a JPEG"),
        ([.. "GIF8"u8], "a GIF"),
        ([.. "BM"u8], "a BMP"),
        ([.. "RIFF"u8], "a WebP"),
        ([.. "%PDF"u8], "a PDF"),
        ([.. "II*\0"u8], "a TIFF"),
        ([.. "MM\0*"u8], "a TIFF"),
    ];

    /// <summary>Decodes <paramref name="body"/>.</summary>
    /// <exception cref="InvalidInputException">It is not a picture that can be read.</exception>
    public static RgbImage Decode(ReadOnlyMemory<byte> body)
    {
        var bytes = body.Span;
        if (PngDecoder.Recognises(bytes))
        {
            return PngDecoder.Decode(body);
        }

        if (PnmDecoder.Recognises(bytes))
        {
            return PnmDecoder.Decode(bytes);
        }

        throw new InvalidInputException(Refusal(bytes));
    }

    private static string Refusal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "the body is empty: a PNG or PNM file is expected";
        }

        foreach (var (signature, name) in Unread)
        {
            if (bytes.StartsWith(signature))
            {
                return $"the body is {name}, which is not read: a PNG or PNM file is expected";
            }
        }

        return "the body is not an image: a PNG or PNM file is expected";
    }
}
