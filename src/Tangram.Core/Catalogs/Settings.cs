using System.Globalization;

namespace Tangram.Core.Catalogs;

/// <summary>Key-value settings written beside a catalogued name, read with types and good errors.</summary>
public sealed class Settings(IReadOnlyDictionary<string, string> values)
{
    /// <summary>No settings.</summary>
    public static Settings Empty { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Reads a whole number of at least <paramref name="min"/>.</summary>
    /// <exception cref="FormatException">The text under <paramref name="key"/> is no such number.</exception>
    public int Count(string key, int fallback, int min)
    {
        if (!values.TryGetValue(key, out var text))
        {
            return fallback;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min
            ? value
            : throw new FormatException($"{key}: '{text}' is not a whole number of at least {min.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Reads a number from <paramref name="min"/> to <paramref name="max"/>, both allowed.</summary>
    /// <exception cref="FormatException">The text under <paramref name="key"/> is no such number.</exception>
    public double Number(string key, double fallback, double min, double max)
    {
        if (!values.TryGetValue(key, out var text))
        {
            return fallback;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{key}: '{text}' is not a number from {min} to {max}"));
    }

    /// <summary>Reads a text, such as a file's path; null where it is not given.</summary>
    public string? Text(string key) => values.GetValueOrDefault(key);
}
