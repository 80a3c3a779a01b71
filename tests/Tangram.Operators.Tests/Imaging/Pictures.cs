using Tangram.Operators.Imaging;

namespace Tangram.Operators.Tests.Imaging;

/// <summary>Pictures drawn by a formula.</summary>
internal static class Pictures
{
    public static RgbImage Draw(int width, int height, Func<int, int, (int Red, int Green, int Blue)> colour)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i += 3)
        {
            var (red, green, blue) = colour(i / 3 % width, i / 3 / width);
            (pixels[i], pixels[i + 1], pixels[i + 2]) = ((byte)red, (byte)green, (byte)blue);
        }

        return new RgbImage(width, height, pixels);
    }
}
