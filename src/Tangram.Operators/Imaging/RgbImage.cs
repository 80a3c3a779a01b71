namespace Tangram.Operators.Imaging;

/// <summary>A picture of 8 bits per channel, red, green and blue interleaved, rows from the top.</summary>
/// <remarks>Immutable, so that many tasks may read it at once.</remarks>
internal sealed class RgbImage
{
    private readonly byte[] _pixels;

    /// <summary>Takes over <paramref name="pixels"/>, which nobody may change afterwards.</summary>
    /// <exception cref="ArgumentException">There are not three bytes for each pixel.</exception>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != width * height * 3)
        {
            throw new ArgumentException($"a picture of {width}×{height} has {width * height * 3} bytes, not {pixels.Length}", nameof(pixels));
        }

        (Width, Height, _pixels) = (width, height, pixels);
    }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>All rows, one after the other.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>One row, counted from the top.</summary>
    public ReadOnlySpan<byte> Row(int y) => _pixels.AsSpan(y * Width * 3, Width * 3);
}
