using Tangram.Core.Files;

namespace Tangram.Core.Applications;

/// <summary>Reads <c>application.yaml</c>, version 1, strictly: unknown keys are refused, and every fault is reported at once with its path.</summary>
/// <remarks>
/// A file holds one application, or several in a list <c>applications</c>. Paths of files in it are relative to its folder; <c>models</c> names
/// the folder that model files and operators' <c>files</c> are relative to.
/// </remarks>
public static class ApplicationParser
{
    private const string List = "applications";

    /// <summary>Reads a file that holds one application.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">What the user calls the file; for messages.</param>
    /// <param name="folder">Absolute path of the file's folder.</param>
    /// <param name="known">The operators there are.</param>
    /// <exception cref="InvalidFileException">The file is not as it should be, or holds several; holds every fault.</exception>
    public static Application Parse(string text, string file, string folder, OperatorNames known) =>
        ParseAll(text, file, folder, known) is [var only]
            ? only
            : throw new InvalidFileException(file, [new Fault(List, "are several; a file with one application is needed here")]);

    /// <summary>Reads a file that holds one application or several, of different names.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">What the user calls the file; for messages.</param>
    /// <param name="folder">Absolute path of the file's folder.</param>
    /// <param name="known">The operators there are.</param>
    /// <exception cref="InvalidFileException">The file is not as it should be; holds every fault.</exception>
    public static IReadOnlyList<Application> ParseAll(string text, string file, string folder, OperatorNames known)
    {
        var faults = new List<Fault>();
        var applications = Read(YamlText.Open(text, file, faults), new ApplicationReader(folder, known, faults), faults);
        return faults.Count == 0 ? [.. applications.OfType<Application>()] : throw new InvalidFileException(file, faults);
    }

    private static IReadOnlyList<Application?> Read(YamlSection top, ApplicationReader reader, List<Fault> faults)
    {
        if (!top.Keys.Contains(List, StringComparer.Ordinal))
        {
            return [reader.Read(top)];
        }

        var sections = top.Sections(List, required: true);
        top.RefuseTheRest();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            if (section.Peek("name") is { } name && !names.Add(name))
            {
                section.Refuse("name", $"application '{name}' is there already; names are unique");
            }
        }

        return [.. sections.Select(reader.Read)];
    }
}
