namespace Tangram.Operators.Imaging.Png;

/// <summary>One pass of an interlaced image: every <paramref name="StepX"/>-th pixel of every <paramref name="StepY"/>-th row (PNG specification, 8.2).</summary>
internal readonly record struct Adam7Pass(int X, int Y, int StepX, int StepY)
{
    /// <summary>The seven passes, in the order of the file.</summary>
    public static IReadOnlyList<Adam7Pass> All { get; } =
    [
        new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2),
    ];

    /// <summary>The one pass of an image that is not interlaced.</summary>
    public static IReadOnlyList<Adam7Pass> Single { get; } = [new(0, 0, 1, 1)];

    /// <summary>Pixels per row of this pass in an image <paramref name="width"/> wide; may be 0.</summary>
    public int Columns(int width) => (width - X + StepX - 1) / StepX;

    /// <summary>Rows of this pass in an image <paramref name="height"/> high; may be 0.</summary>
    public int Rows(int height) => (height - Y + StepY - 1) / StepY;
}
