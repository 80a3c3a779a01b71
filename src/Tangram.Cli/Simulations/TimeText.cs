using System.Globalization;

namespace Tangram.Cli.Simulations;

/// <summary>Times as users write them: seconds, or a number with <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c> behind it.</summary>
internal static class TimeText
{
    private const double MostSeconds = 10 * 365.25 * 86400;

    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    /// <summary>What is right, in words.</summary>
    public const string Right = "a time from 0 to 10 years such as 90, 250ms, 10m or 1h";

    /// <summary>Reads a time of at least 0; false where the text is none.</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        var (suffix, factor) = Units.FirstOrDefault(u => text.EndsWith(u.Suffix, StringComparison.Ordinal), (string.Empty, 1));
        var isNumber = double.TryParse(text[..^suffix.Length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value);
        var seconds = value * factor;
        time = isNumber && seconds is >= 0 and <= MostSeconds ? TimeSpan.FromSeconds(seconds) : default;
        return isNumber && seconds is >= 0 and <= MostSeconds;
    }

    /// <summary>Reads a time of at least 0 that an option gives.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static TimeSpan Parse(string text, string option) => TryParse(text, out var time) ? time : throw new FormatException($"{option}: '{text}' is not {Right}");

    /// <summary>Writes a time shortly, such as <c>90 s</c> or <c>2 h</c>.</summary>
    public static string Write(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => $"{Plans.Figures.Text(time.TotalMilliseconds)} ms",
        < 180 => $"{Plans.Figures.Text(time.TotalSeconds)} s",
        < 10800 => $"{Plans.Figures.Text(time.TotalMinutes)} min",
        < 259200 => $"{Plans.Figures.Text(time.TotalHours)} h",
        _ => $"{Plans.Figures.Text(time.TotalDays)} days",
    };
}
