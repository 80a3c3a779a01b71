namespace Tangram.Server.Repository;

/// <summary>What models of a repository may be called; names appear in addresses, file names and metrics.</summary>
/// <remarks>As the names of applications, but for capital letters, which models made elsewhere often have.</remarks>
internal static class ModelNames
{
    /// <summary>The rule in words.</summary>
    public const string Rule = "1 to 63 letters, digits and '-', '_' or '.', beginning with a letter or digit, without '..'";

    /// <summary>Whether <paramref name="text"/> keeps to <see cref="Rule"/>.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 63 && char.IsAsciiLetterOrDigit(text[0]) && !text.Contains("..", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
