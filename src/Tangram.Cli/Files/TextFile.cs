using Tangram.Core.Files;

namespace Tangram.Cli.Files;

/// <summary>Reads the text of files that users name.</summary>
internal static class TextFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="otherwise">What to do where there is none, such as <c>'tangram profile' writes it</c>.</param>
    /// <exception cref="InvalidFileException">There is no such file.</exception>
    public static string Read(string path, string otherwise) => File.Exists(path)
        ? File.ReadAllText(path)
        : throw new InvalidFileException(path, [new Fault(string.Empty, $"there is no such file; {otherwise}")]);
}
