using System.Reflection;
using System.Xml.Linq;

namespace Tangram.Architecture.Tests;

/// <summary>The repository's own files, as the rules read them.</summary>
internal static class Repository
{
    public static string Root { get; } = TestKit.Repository.Root;

    /// <summary>Names of the projects under <c>src</c>.</summary>
    public static IReadOnlyList<string> SourceProjects { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Every C# file of ours, relative to the root, with <c>/</c>.</summary>
    public static IReadOnlyList<string> Sources { get; } =
        [.. ((string[])["src", "tests", "bench"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    public static XDocument ProjectFile(string project) => XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj"));

    /// <summary>What a project file refers to, by name.</summary>
    public static IReadOnlyList<string> References(string project) =>
        [.. ProjectFile(project).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))];

    /// <summary>A project's built assembly, which may have another name than the project.</summary>
    public static Assembly Built(string project) => Assembly.Load(AssemblyName(project));

    public static string AssemblyName(string project) => ProjectFile(project).Descendants("AssemblyName").FirstOrDefault()?.Value ?? project;
}
