namespace Tangram.Cli.Pages;

/// <summary>Estimates how wide text is. Which font a browser takes is not known, so the estimate is that of a wide one.</summary>
internal static class TextWidth
{
    private const string Narrow = "iljtfr.,:;'|!I()[]/ -";
    private const string Wide = "mwMW@%—…";
    private const double BoldFactor = 1.1;

    /// <summary>Pixels a text takes.</summary>
    public static double Of(string text, double size, bool isBold = false) => text.Sum(Ems) * size * (isBold ? BoldFactor : 1);

    /// <summary>The text, or its beginning and an ellipsis where it is wider than there is room; nothing where not even that fits.</summary>
    public static string Shorten(string text, double width, double size, bool isBold = false)
    {
        if (Of(text, size, isBold) <= width)
        {
            return text;
        }

        for (var length = text.Length - 1; length > 0; length--)
        {
            var shorter = text[..length].TrimEnd() + "…";
            if (Of(shorter, size, isBold) <= width)
            {
                return shorter;
            }
        }

        return string.Empty;
    }

    private static double Ems(char c) =>
        Narrow.Contains(c, StringComparison.Ordinal) ? 0.4
        : Wide.Contains(c, StringComparison.Ordinal) ? 0.98
        : char.IsAsciiLetterUpper(c) ? 0.74
        : c < 0x2E80 ? 0.63
        : 1;
}
