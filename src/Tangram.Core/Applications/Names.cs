namespace Tangram.Core.Applications;

/// <summary>What applications, tasks and variants may be called; names appear in addresses, file names and metrics.</summary>
public static class Names
{
    /// <summary>The rule in words.</summary>
    public const string Rule = "1 to 63 lower-case letters, digits and '-', '_' or '.', beginning with a letter or digit";

    /// <summary>Whether <paramref name="text"/> keeps to <see cref="Rule"/>.</summary>
    public static bool IsName(string text) =>
        !string.IsNullOrEmpty(text) && text.Length <= 63 && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');
}
