using Tangram.Core.Files;

namespace Tangram.Core.Applications;

/// <summary>What can be said of a task graph without knowing what its tasks do.</summary>
public static class TaskGraph
{
    /// <summary>Everything that keeps the graph from being sound; empty when it is.</summary>
    public static IReadOnlyList<Fault> Check(IReadOnlyList<ApplicationTask> tasks, IReadOnlyList<Edge> edges)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(edges);

        var faults = new List<Fault>();
        if (tasks.Count == 0)
        {
            faults.Add(new Fault("tasks", "is empty; an application has at least one task"));
        }

        AddRepeats(faults, tasks.Select((t, i) => (t.Name, $"tasks[{i}].name")), "task");
        AddRepeats(faults, tasks.SelectMany((t, i) => t.Variants.Select((v, j) => (v.Name, $"tasks[{i}].variants[{j}].name"))), "variant");
        AddRepeats(faults, edges.Select((e, i) => ($"{e.From} to {e.To}", $"edges[{i}]")), "edge");

        var known = tasks.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < edges.Count; i++)
        {
            AddUnknown(faults, $"edges[{i}].from", edges[i].From, known);
            AddUnknown(faults, $"edges[{i}].to", edges[i].To, known);
        }

        if (faults.Count == 0 && ParentsFirst(tasks, edges).Count < tasks.Count)
        {
            var stuck = tasks.Except(ParentsFirst(tasks, edges)).Select(t => t.Name);
            faults.Add(new Fault("edges", $"tasks {string.Join(", ", stuck)} form a cycle or follow one; a task graph has none"));
        }

        return faults;
    }

    /// <summary>The tasks in an order in which parents come before children; tasks on a cycle are missing from it.</summary>
    internal static IReadOnlyList<ApplicationTask> ParentsFirst(IReadOnlyList<ApplicationTask> tasks, IReadOnlyList<Edge> edges)
    {
        var ordered = new List<ApplicationTask>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var task in tasks.Where(t => !done.Contains(t.Name)).ToList())
            {
                if (edges.Where(e => string.Equals(e.To, task.Name, StringComparison.Ordinal)).All(e => done.Contains(e.From)))
                {
                    ordered.Add(task);
                    done.Add(task.Name);
                    grew = true;
                }
            }
        }

        return ordered;
    }

    /// <summary>Every way from a root to a leaf.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Paths(IReadOnlyList<ApplicationTask> tasks, IReadOnlyList<Edge> edges)
    {
        var children = edges.ToLookup(e => e.From, e => e.To, StringComparer.Ordinal);
        var reached = edges.Select(e => e.To).ToHashSet(StringComparer.Ordinal);
        return [.. tasks.Where(t => !reached.Contains(t.Name)).SelectMany(t => From(t.Name))];

        IEnumerable<IReadOnlyList<string>> From(string task) => children.Contains(task)
            ? children[task].SelectMany(child => From(child).Select(rest => (IReadOnlyList<string>)[task, .. rest]))
            : [[task]];
    }

    private static void AddRepeats(List<Fault> faults, IEnumerable<(string Name, string Path)> named, string kind)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        faults.AddRange(named.Where(n => !seen.Add(n.Name)).Select(n => new Fault(n.Path, $"{kind} '{n.Name}' is there already; names are unique")));
    }

    private static void AddUnknown(List<Fault> faults, string path, string name, HashSet<string> known)
    {
        if (!known.Contains(name))
        {
            faults.Add(new Fault(path, $"no task is called '{name}'; known: {string.Join(", ", known.Order(StringComparer.Ordinal))}"));
        }
    }
}
