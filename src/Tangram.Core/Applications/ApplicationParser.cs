using Tangram.Core.Catalogs;
using Tangram.Core.Files;

namespace Tangram.Core.Applications;

/// <summary>Reads <c>application.yaml</c>, version 1, strictly: unknown keys are refused, and every fault is reported at once with its path.</summary>
/// <remarks>Paths of files in it are relative to its folder; <c>models</c> names the folder that model files and operators' <c>files</c> are relative to.</remarks>
public static class ApplicationParser
{
    /// <summary>Reads an application.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">What the user calls the file; for messages.</param>
    /// <param name="folder">Absolute path of the file's folder.</param>
    /// <param name="known">The operators there are.</param>
    /// <exception cref="InvalidFileException">The file is not as it should be; holds every fault.</exception>
    public static Application Parse(string text, string file, string folder, OperatorNames known)
    {
        var faults = new List<Fault>();
        var application = Read(YamlText.Open(text, file, faults), folder, known, faults);
        return faults.Count == 0 && application is not null ? application : throw new InvalidFileException(file, faults);
    }

    private static Application? Read(YamlSection top, string folder, OperatorNames known, List<Fault> faults)
    {
        var name = top.Text("name");
        if (name.Length > 0 && !Names.IsName(name))
        {
            top.Refuse("name", $"'{name}' is not a name: {Names.Rule}");
        }

        var description = top.OptionalText("description") ?? string.Empty;
        var models = Path.GetFullPath(Path.Combine(folder, top.OptionalText("models") ?? "."));
        var objectives = ReadObjectives(top.Section("objectives"));
        var entry = ReadOperator(top.Section("entry"), "entry operator", known.Entries, models);
        var answer = ReadOperator(top.Section("answer"), "answer operator", known.Answers, models);
        var tasks = top.Sections("tasks", required: true).Select(t => ReadTask(t, known, models)).ToList();
        var edges = top.Sections("edges", required: false).Select(ReadEdge).ToList();
        var evaluation = top.OptionalSection("evaluation") is { } section ? ReadEvaluation(section, folder) : null;
        top.RefuseTheRest();

        for (var i = 0; i < tasks.Count; i++)
        {
            if (name.Length > 0 && string.Equals(tasks[i].Name, name, StringComparison.Ordinal))
            {
                faults.Add(new Fault($"tasks[{i}].name", $"'{name}' is the application's name; both are served as models, so they differ"));
            }
        }

        faults.AddRange(TaskGraph.Check(tasks, edges).Where(f => !faults.Exists(other => string.Equals(other.Path, f.Path, StringComparison.Ordinal))));
        return faults.Count == 0 ? new Application(name, description, objectives, entry, answer, tasks, edges, evaluation) : null;
    }

    private static Objectives ReadObjectives(YamlSection section)
    {
        var objectives = new Objectives(section.Number("latencyMilliseconds", 0, 3_600_000), section.Number("accuracy", 0, 1));
        section.RefuseTheRest();
        return objectives;
    }

    private static OperatorUse ReadOperator(YamlSection section, string role, IReadOnlyCollection<string> known, string models)
    {
        var name = section.Text("operator");
        if (name.Length > 0 && !known.Contains(name, StringComparer.Ordinal))
        {
            section.Refuse("operator", $"no {role} is called '{name}'; known: {string.Join(", ", known)}");
        }

        var settings = ReadSettings(section, models);
        section.RefuseTheRest();
        return new OperatorUse(name, settings);
    }

    private static Settings ReadSettings(YamlSection section, string models)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (section.OptionalSection("settings") is { } settings)
        {
            foreach (var key in settings.Keys.ToList())
            {
                values[key] = settings.Text(key);
            }
        }

        if (section.OptionalSection("files") is { } files)
        {
            foreach (var key in files.Keys.ToList())
            {
                values[key] = Path.GetFullPath(Path.Combine(models, files.Text(key)));
            }
        }

        return new Settings(values);
    }

    private static ApplicationTask ReadTask(YamlSection section, OperatorNames known, string models)
    {
        var name = section.Text("name");
        if (name.Length > 0 && !Names.IsName(name))
        {
            section.Refuse("name", $"'{name}' is not a name: {Names.Rule}");
        }

        var optional = section.Flag("optional");
        var skip = section.OptionalNumber("skipAccuracy", 0, 1);
        if (skip is not null && !optional)
        {
            section.Refuse("skipAccuracy", "is given for a task that is not optional; add 'optional: true' or leave it out");
        }

        var variants = section.Sections("variants", required: true).Select(v => ReadVariant(v, models)).ToList();
        var use = ReadOperator(section, "task operator", known.Tasks, models);
        return new ApplicationTask(name, use, variants, optional ? skip ?? 1 : null);
    }

    private static Variant ReadVariant(YamlSection section, string models)
    {
        var name = section.Text("name");
        if (name.Length > 0 && !Names.IsName(name))
        {
            section.Refuse("name", $"'{name}' is not a name: {Names.Rule}");
        }

        var variant = new Variant(
            name,
            Path.GetFullPath(Path.Combine(models, section.Text("model"))),
            section.Sizes("input"),
            section.OptionalNumber("accuracy", 0, 1) ?? 1);
        section.RefuseTheRest();
        return variant;
    }

    private static Edge ReadEdge(YamlSection section)
    {
        var edge = new Edge(
            section.Text("from"),
            section.Text("to"),
            section.OptionalNumberFrom("fanOut", 0, 1e6) ?? 1,
            new Dictionary<string, double>(StringComparer.Ordinal));
        section.RefuseTheRest();
        return edge;
    }

    private static Evaluation ReadEvaluation(YamlSection section, string folder)
    {
        var evaluation = new Evaluation(
            Path.GetFullPath(Path.Combine(folder, section.Text("data"))),
            Path.GetFullPath(Path.Combine(folder, section.Text("accuracyFile"))));
        section.RefuseTheRest();
        return evaluation;
    }
}
