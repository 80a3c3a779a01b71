using System.Globalization;

namespace Tangram.Core.Catalogs;

/// <summary>Key-value settings written beside a catalogued name, read with types and good errors.</summary>
public sealed class Settings(IReadOnlyDictionary<string, string> values)
{
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>No settings.</summary>
    public static Settings Empty { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Reads settings from one text, such as <c>alpha=1.2,beta=1</c>.</summary>
    /// <exception cref="FormatException">A part of it is not KEY=VALUE, or a key is given twice.</exception>
    public static Settings Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.Split(','));
    }

    /// <summary>Reads settings from texts such as <c>alpha=1.2</c>.</summary>
    /// <exception cref="FormatException">One of them is not KEY=VALUE, or a key is given twice.</exception>
    public static Settings Parse(IReadOnlyList<string> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.Split('=', 2) is not [{ Length: > 0 } key, { Length: > 0 } value])
            {
                throw new FormatException($"'{part}' is not KEY=VALUE");
            }

            if (!values.TryAdd(key, value))
            {
                throw new FormatException($"gives '{key}' twice; once is enough");
            }
        }

        return new Settings(values);
    }

    /// <summary>Reads a whole number of at least <paramref name="min"/>.</summary>
    /// <exception cref="FormatException">The text under <paramref name="key"/> is no such number.</exception>
    public int Count(string key, int fallback, int min)
    {
        if (Text(key) is not { } text)
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
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{key}: '{text}' is not a number from {min} to {max}"));
    }

    /// <summary>Reads a text, such as a file's path; null where it is not given.</summary>
    public string? Text(string key)
    {
        _asked.Add(key);
        return values.GetValueOrDefault(key);
    }

    /// <summary>The same settings, none of which has been asked for yet.</summary>
    internal Settings Unread() => new(values);

    /// <summary>Refuses settings that nobody asked for.</summary>
    /// <exception cref="FormatException">There are some; the message names the first and those that are known.</exception>
    internal void RefuseTheRest()
    {
        if (values.Keys.Order(StringComparer.Ordinal).FirstOrDefault(k => !_asked.Contains(k)) is { } unknown)
        {
            throw new FormatException($"{unknown}: is not known; {(_asked.Count == 0 ? "there are no settings here" : $"known here: {string.Join(", ", _asked)}")}");
        }
    }
}
