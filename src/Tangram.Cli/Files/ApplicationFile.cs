using Tangram.Core.Accuracy;
using Tangram.Core.Applications;
using Tangram.Core.Files;
using Tangram.Operators;

namespace Tangram.Cli.Files;

/// <summary>Loads <c>application.yaml</c> with the accuracies of its last evaluation.</summary>
internal static class ApplicationFile
{
    private const string Name = "application.yaml";

    /// <summary>Loads an application.</summary>
    /// <param name="path">The file, or the folder it lies in.</param>
    /// <exception cref="InvalidFileException">The file, or one it names, is missing or not as it should be; holds every fault.</exception>
    public static Application Load(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, Name) : path;
        var text = TextFile.Read(file, $"give an {Name} or the folder it lies in");
        var application = ApplicationParser.Parse(text, file, Path.GetDirectoryName(Path.GetFullPath(file))!, BoundApplication.Known);
        var missing = application.Tasks.SelectMany(t => t.Variants).Where(v => !File.Exists(v.Model)).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidFileException(file, [.. missing.Select(v => new Fault($"variant {v.Name}", Missing(v.Model)))]);
        }

        return application.Evaluation is { } evaluation && File.Exists(evaluation.AccuracyFile)
            ? JsonFile.Read<AccuracyTable>(File.ReadAllText(evaluation.AccuracyFile), evaluation.AccuracyFile).ApplyTo(application)
            : application;
    }

    private static string Missing(string model) => model.Contains("node_modules", StringComparison.Ordinal)
        ? $"model file {model} is not installed: run 'npm ci --ignore-scripts', or './tangram', which does it"
        : $"there is no model file {model}";
}
