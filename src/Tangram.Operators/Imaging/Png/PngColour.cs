namespace Tangram.Operators.Imaging.Png;

/// <summary>What the samples of a pixel mean; the values are the format's own (PNG specification, 11.2.1).</summary>
internal enum PngColour
{
    /// <summary>One sample of grey.</summary>
    Grey = 0,

    /// <summary>Red, green, blue.</summary>
    Rgb = 2,

    /// <summary>An index into the palette.</summary>
    Palette = 3,

    /// <summary>Grey and opacity.</summary>
    GreyAlpha = 4,

    /// <summary>Red, green, blue, opacity.</summary>
    Rgba = 6,
}
