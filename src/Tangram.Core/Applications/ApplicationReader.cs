using System.Globalization;
using Tangram.Core.Catalogs;
using Tangram.Core.Files;

namespace Tangram.Core.Applications;

/// <summary>Reads one application from its section of a file.</summary>
/// <param name="folder">Absolute path of the file's folder.</param>
/// <param name="known">The operators there are.</param>
/// <param name="faults">Where faults are added.</param>
internal sealed class ApplicationReader(string folder, OperatorNames known, List<Fault> faults)
{
    private const double MostFanOut = 1e6;
    private const double MostDemand = 1e9;

    /// <summary>Reads an application; null where it is not as it should be.</summary>
    public Application? Read(YamlSection top)
    {
        var before = faults.Count;
        var name = top.Text("name");
        if (name.Length > 0 && !Names.IsName(name))
        {
            top.Refuse("name", $"'{name}' is not a name: {Names.Rule}");
        }

        var description = top.OptionalText("description") ?? string.Empty;
        var demand = top.OptionalNumberFrom("demand", 0, MostDemand);
        var priority = top.OptionalWholeNumber("priority", Application.LowestPriority, Application.HighestPriority) ?? 0;
        var partialResults = top.Flag("partialResults");
        var models = Path.GetFullPath(Path.Combine(folder, top.OptionalText("models") ?? "."));
        var objectives = ReadObjectives(top.Section("objectives"));
        var entry = top.OptionalSection("entry") is { } reads ? ReadOperator(reads, "entry operator", known.Entries, models) : OperatorUse.None;
        var answer = top.OptionalSection("answer") is { } composes ? ReadOperator(composes, "answer operator", known.Answers, models) : OperatorUse.None;
        var tasks = top.Sections("tasks", required: true).Select(t => ReadTask(t, models)).ToList();
        var edges = top.Sections("edges", required: false).Select(e => ReadEdge(e, tasks)).ToList();
        var evaluation = top.OptionalSection("evaluation") is { } section ? ReadEvaluation(section) : null;
        top.RefuseTheRest();
        CheckGraph(top, name, tasks, edges);
        return faults.Count > before
            ? null
            : new Application(name, description, objectives, entry, answer, tasks, edges, evaluation) { Demand = demand, Priority = priority, PartialResults = partialResults };
    }

    private void CheckGraph(YamlSection top, string name, List<ApplicationTask> tasks, List<Edge> edges)
    {
        for (var i = 0; i < tasks.Count; i++)
        {
            if (name.Length > 0 && string.Equals(tasks[i].Name, name, StringComparison.Ordinal))
            {
                top.Refuse($"tasks[{i}].name", $"'{name}' is the application's name; both are served as models, so they differ");
            }
        }

        var found = faults.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var fault in TaskGraph.Check(tasks, edges).Where(f => !found.Contains(top.PathOf(f.Path))))
        {
            top.Refuse(fault.Path, fault.Message);
        }
    }

    private static Objectives ReadObjectives(YamlSection section)
    {
        var objectives = new Objectives(section.Number("latencyMilliseconds", 0, 3_600_000), section.Number("accuracy", 0, 1));
        var floor = section.OptionalNumber("accuracyFloor", 0, 1);
        section.RefuseTheRest();
        if (floor > objectives.Accuracy)
        {
            section.Refuse("accuracyFloor", string.Create(CultureInfo.InvariantCulture, $"'{floor}' is above the accuracy objective, {objectives.Accuracy}; a floor is at most that"));
        }

        return floor is { } least ? objectives with { AccuracyFloor = least } : objectives;
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

    private ApplicationTask ReadTask(YamlSection section, string models)
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
        var use = ReadTaskOperator(section, models);
        return new ApplicationTask(name, use, variants, optional ? skip ?? 1 : null);
    }

    // A task that names no operator is only planned for; settings without an operator are a slip.
    private OperatorUse ReadTaskOperator(YamlSection section, string models)
    {
        if (section.Has("operator") || section.Has("settings") || section.Has("files"))
        {
            return ReadOperator(section, "task operator", known.Tasks, models);
        }

        section.RefuseTheRest();
        return OperatorUse.None;
    }

    private static Variant ReadVariant(YamlSection section, string models)
    {
        var name = section.Text("name");
        if (name.Length > 0 && !Names.IsName(name))
        {
            section.Refuse("name", $"'{name}' is not a name: {Names.Rule}");
        }

        var runs = section.Has("model") || section.Has("input");
        var variant = new Variant(
            name,
            runs ? Path.GetFullPath(Path.Combine(models, section.Text("model"))) : string.Empty,
            runs ? section.Sizes("input") : [],
            section.OptionalNumber("accuracy", 0, 1) ?? 1);
        section.RefuseTheRest();
        return variant;
    }

    private static Edge ReadEdge(YamlSection section, IReadOnlyList<ApplicationTask> tasks)
    {
        var from = section.Text("from");
        var edge = new Edge(from, section.Text("to"), section.OptionalNumberFrom("fanOut", 0, MostFanOut) ?? 1, ReadFanOuts(section, tasks, from));
        section.RefuseTheRest();
        return edge;
    }

    private static Dictionary<string, double> ReadFanOuts(YamlSection edge, IReadOnlyList<ApplicationTask> tasks, string from)
    {
        var fanOuts = new Dictionary<string, double>(StringComparer.Ordinal);
        if (edge.OptionalSection("fanOutByVariant") is not { } section)
        {
            return fanOuts;
        }

        var parent = tasks.FirstOrDefault(t => string.Equals(t.Name, from, StringComparison.Ordinal));
        foreach (var variant in section.Keys.ToList())
        {
            fanOuts[variant] = section.OptionalNumberFrom(variant, 0, MostFanOut) ?? 1;
            if (parent is not null && !parent.Variants.Any(v => string.Equals(v.Name, variant, StringComparison.Ordinal)))
            {
                section.Refuse(variant, $"no variant of task '{from}' is called so; known: {string.Join(", ", parent.Variants.Select(v => v.Name))}");
            }
        }

        return fanOuts;
    }

    private Evaluation ReadEvaluation(YamlSection section)
    {
        var evaluation = new Evaluation(
            Path.GetFullPath(Path.Combine(folder, section.Text("data"))),
            Path.GetFullPath(Path.Combine(folder, section.Text("accuracyFile"))));
        section.RefuseTheRest();
        return evaluation;
    }
}
