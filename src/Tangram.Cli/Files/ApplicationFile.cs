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

    /// <summary>Loads an application, with measured accuracies and fan-outs where an evaluation has written them.</summary>
    /// <param name="path">An <c>application.yaml</c>, or the folder that holds it.</param>
    /// <exception cref="InvalidFileException">A file is missing or is not as it should be.</exception>
    public static Application Load(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, Name) : path;
        var text = TextFile.Read(file, $"give an {Name} or the folder that holds one");
        var application = ApplicationParser.Parse(text, file, Path.GetDirectoryName(Path.GetFullPath(file))!, BoundApplication.Known);
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
        if (!ModelFingerprints.AreSame(table.Models, ModelFingerprints.Of(application)))
        {
            Output.Say($"note: {file} was evaluated with other models or input sizes than there are now; 'tangram evaluate' writes it anew");
        }

        return string.Equals(table.Application, application.Name, StringComparison.Ordinal)
            ? table
            : throw new InvalidFileException(file, [new Fault("application", $"is '{table.Application}', not '{application.Name}'; 'tangram evaluate' writes it anew")]);
    }

    private static void CheckModels(string file, Application application)
    {
        var missing = application.Tasks.SelectMany(t => t.Variants).Where(v => !File.Exists(v.Model)).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidFileException(file, [.. missing.Select(v => new Fault($"variant '{v.Name}'", $"there is no model file '{v.Model}'{Hint(v.Model)}"))]);
        }
    }

    private static string Hint(string model) =>
        model.Contains("/node_modules/", StringComparison.Ordinal) ? "; 'npm ci --ignore-scripts' in the repository installs it" : string.Empty;
}
