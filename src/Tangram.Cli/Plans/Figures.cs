using System.Globalization;

namespace Tangram.Cli.Plans;

/// <summary>Writes figures for people.</summary>
internal static class Figures
{
    /// <summary>Four digits say enough; whole numbers keep all of theirs.</summary>
    public static string Text(double value) =>
        value.ToString(Math.Abs(value) >= 1000 ? "#,0" : Math.Abs(value) >= 100 ? "0.#" : Math.Abs(value) >= 10 ? "0.##" : "0.###", CultureInfo.InvariantCulture);

    /// <summary>A share as whole percent, such as <c>62 %</c>; one above 0 and below a half of a percent as <c>&lt; 1 %</c>.</summary>
    public static string Percent(double share) => share is > 0 and < 0.005 ? "< 1 %" : share.ToString("P0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun, such as <c>1 device</c> or <c>2 devices</c>.</summary>
    public static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {noun}{(count == 1 ? string.Empty : "s")}");
}
