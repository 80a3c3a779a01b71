using Tangram.Core.Files;

namespace Tangram.Cli.Files;

/// <summary>Reads files the user named.</summary>
internal static class TextFile
{
    /// <summary>The file's text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hint">What to do where it is missing.</param>
    /// <exception cref="InvalidFileException">There is no such file, or it cannot be read.</exception>
    public static string Read(string path, string hint)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidFileException($"{path}: there is no such file; {hint}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidFileException($"{path}: cannot be read: {fault.Message}", fault);
        }
    }
}
