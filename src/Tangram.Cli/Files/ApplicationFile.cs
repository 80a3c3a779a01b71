using Tangram.Cli.Terminal;
using Tangram.Core.Accuracy;
using Tangram.Core.Applications;
using Tangram.Core.Files;
using Tangram.Operators;
using Tangram.Profiling;

namespace Tangram.Cli.Files;

/// <summary>Loads applications from disk.</summary>
internal static class ApplicationFile
{
    /// <summary>The file's name in an application's folder.</summary>
    public const string Name = "application.yaml";

    /// <summary>Loads the one application of a file, with measured accuracies and fan-outs where an evaluation has written them.</summary>
    /// <param name="path">An <c>application.yaml</c>, or the folder that holds it.</param>
    /// <exception cref="InvalidFileException">A file is missing or is not as it should be, or holds several applications.</exception>
    public static Application Load(string path) => LoadAll(path) is [var only]
        ? only
        : throw new InvalidFileException(FileOf(path), [new Fault("applications", "are several; give a file with one application")]);

    /// <summary>Loads the one application of a file, which has all that it takes to run it.</summary>
    /// <param name="path">An <c>application.yaml</c>, or the folder that holds it.</param>
    /// <exception cref="InvalidFileException">A file is missing or is not as it should be, or its application can only be planned for.</exception>
    public static Application LoadServable(string path)
    {
        var application = Load(path);
        return application.MissingForServing.ToList() is [var first, .. var others]
            ? throw new InvalidFileException(FileOf(path), [new Fault(first, $"is missing{(others.Count == 0 ? string.Empty : $", so {(others.Count == 1 ? "is" : "are")} {string.Join(", ", others)}")}; as it is, '{application.Name}' can be planned for, not run")])
            : application;
    }

    /// <summary>Loads every application of a file, with measured accuracies and fan-outs where an evaluation has written them.</summary>
    /// <param name="path">An <c>application.yaml</c>, or the folder that holds it.</param>
    /// <exception cref="InvalidFileException">A file is missing or is not as it should be.</exception>
    public static IReadOnlyList<Application> LoadAll(string path)
    {
        var file = FileOf(path);
        var text = TextFile.Read(file, $"give an {Name} or the folder that holds one");
        var applications = ApplicationParser.ParseAll(text, file, Path.GetDirectoryName(Path.GetFullPath(file))!, BoundApplication.Known);
        return [.. applications.Select(a => Complete(file, a))];
    }

    private static string FileOf(string path) => Directory.Exists(path) ? Path.Combine(path, Name) : path;

    private static Application Complete(string file, Application application)
    {
        CheckModels(file, application);
        if (BoundApplication.SettingsFaults(application) is { Count: > 0 } faults)
        {
            throw new InvalidFileException(file, faults);
        }

        return application.Evaluation is { AccuracyFile: var measured } && File.Exists(measured)
            ? LoadAccuracy(measured, application).ApplyTo(application)
            : application;
    }

    private static AccuracyTable LoadAccuracy(string file, Application application)
    {
        var table = JsonFile.Read<AccuracyTable>(File.ReadAllText(file), file);
        if (application.Tasks.SelectMany(t => t.Variants).All(v => v.HasModel) && !ModelFingerprints.AreSame(table.Models, ModelFingerprints.Of(application)))
        {
            Output.Say($"note: {file} was evaluated with other models or input sizes than there are now; 'tangram evaluate' writes it anew");
        }

        return string.Equals(table.Application, application.Name, StringComparison.Ordinal)
            ? table
            : throw new InvalidFileException(file, [new Fault("application", $"is '{table.Application}', not '{application.Name}'; 'tangram evaluate' writes it anew")]);
    }

    private static void CheckModels(string file, Application application)
    {
        var missing = application.Tasks.SelectMany(t => t.Variants).Where(v => v.HasModel && !File.Exists(v.Model)).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidFileException(file, [.. missing.Select(v => new Fault($"variant '{v.Name}'", $"there is no model file '{v.Model}'{Hint(v.Model)}"))]);
        }
    }

    private static string Hint(string model) =>
        model.Contains("/node_modules/", StringComparison.Ordinal) ? "; 'npm ci --ignore-scripts' in the repository installs it" : string.Empty;
}
