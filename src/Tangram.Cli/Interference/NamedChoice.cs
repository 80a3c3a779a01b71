using System.Text.RegularExpressions;
using Tangram.Core.Catalogs;

namespace Tangram.Cli.Interference;

/// <summary>Something of a catalogue, as the user names it.</summary>
/// <param name="Name">As the user wrote it.</param>
/// <param name="Text">What the catalogue makes it of.</param>
internal sealed partial record NamedChoice(string Name, string Text)
{
    /// <summary>Reads a list such as <c>static,ewma:alpha=0.3,overlap</c>.</summary>
    /// <remarks>KEY=VALUE behind a comma is a setting of what is before it. <c>ewma(0.3)</c> is <c>ewma:alpha=0.3</c>.</remarks>
    /// <param name="text">The list.</param>
    /// <param name="option">The option that gave it; for messages.</param>
    /// <param name="catalog">What is named.</param>
    /// <exception cref="FormatException">Something has no such name or setting, or is named twice.</exception>
    public static IReadOnlyList<NamedChoice> List<TRole>(string text, string option, Catalog<TRole> catalog)
        where TRole : class
    {
        var choices = Entries(text).Select(entry => One(entry, option, catalog)).ToList();
        return choices.GroupBy(c => c.Text, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new FormatException($"{option}: gives '{twice.First().Name}' twice; once is enough")
            : choices;
    }

    /// <summary>Reads one name, with its settings.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="option">The option that gave it; for messages.</param>
    /// <param name="catalog">What is named.</param>
    /// <exception cref="FormatException">Nothing has that name, or no such setting.</exception>
    public static NamedChoice One<TRole>(string text, string option, Catalog<TRole> catalog)
        where TRole : class
    {
        var choice = new NamedChoice(text, Ewma().Replace(text, "ewma:alpha=${alpha}"));
        try
        {
            _ = catalog.Create(choice.Text);
            return choice;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            throw new FormatException($"{option}: {fault.Message.Split(" (Parameter")[0]}", fault);
        }
    }

    private static List<string> Entries(string text)
    {
        var entries = new List<string>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var isSetting = part.Split('=', 2) is [var key, _] && !key.Contains(':', StringComparison.Ordinal);
            if (isSetting && entries.Count > 0 && entries[^1].Contains(':', StringComparison.Ordinal))
            {
                entries[^1] += "," + part;
            }
            else
            {
                entries.Add(part);
            }
        }

        return entries;
    }

    [GeneratedRegex(@"^ewma\((?<alpha>[^()]*)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ewma();
}
