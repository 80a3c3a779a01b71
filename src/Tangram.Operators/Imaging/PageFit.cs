using System.Numerics;

namespace Tangram.Operators.Imaging;

/// <summary>How a page is scaled to fit a model's input: shape kept, never enlarged, put at the top left.</summary>
/// <param name="Width">Columns that the page takes.</param>
/// <param name="Height">Rows that the page takes.</param>
internal readonly record struct PageFit(int Width, int Height)
{
    /// <summary>Fits a page into an input of the given size.</summary>
    public static PageFit Of(RgbImage page, int inputWidth, int inputHeight)
    {
        var scale = Math.Min(1, Math.Min((double)inputWidth / page.Width, (double)inputHeight / page.Height));
        return new PageFit(Fitted(page.Width, scale, inputWidth), Fitted(page.Height, scale, inputHeight));
    }

    /// <summary>What takes a point of the input back to the page.</summary>
    public Vector2 ToPage(RgbImage page) => new((float)page.Width / Width, (float)page.Height / Height);

    private static int Fitted(int side, double scale, int most) => Math.Clamp((int)Math.Round(side * scale), 1, Math.Min(side, most));
}
