namespace Tangram.Operators.Imaging;

/// <summary>The largest picture that is read; checked before memory is asked for.</summary>
internal static class ImageLimits
{
    /// <summary>Most pixels per side.</summary>
    public const int Side = 16384;

    /// <summary>Most pixels in all.</summary>
    public const int Pixels = 50_000_000;

    /// <summary>Refuses sizes outside the limits.</summary>
    /// <exception cref="InvalidInputException">The picture is empty or too large.</exception>
    public static void Check(long width, long height)
    {
        if (width < 1 || height < 1)
        {
            throw new InvalidInputException($"the image is {width}×{height} pixels: both sides must be at least 1");
        }

        if (width > Side || height > Side)
        {
            throw new InvalidInputException($"the image is {width}×{height} pixels: a side may have at most {Side}");
        }

        if (width * height > Pixels)
        {
            throw new InvalidInputException($"the image is {width}×{height} pixels: it may have at most {Pixels / 1_000_000} million in all");
        }
    }
}
