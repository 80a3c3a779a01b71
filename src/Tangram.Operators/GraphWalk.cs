using Tangram.Core.Applications;

namespace Tangram.Operators;

/// <summary>Runs one input through an application's graph in a plain loop, task after task: no queues, no scheduler.</summary>
/// <remarks>What evaluation runs, and what the server's overhead is measured against.</remarks>
public static class GraphWalk
{
    /// <summary>Runs all items of one task and answers with their outcomes, in order.</summary>
    public delegate Task<IReadOnlyList<TaskOutcome>> RunTask(ApplicationTask task, Variant variant, IReadOnlyList<object> items);

    /// <summary>Runs the graph.</summary>
    /// <param name="application">The graph.</param>
    /// <param name="choice">The variant of each task; null for an optional task that is left out.</param>
    /// <param name="entry">What the entry operator read.</param>
    /// <param name="run">Runs one task.</param>
    /// <returns>The results of all items of all tasks that ran.</returns>
    public static async Task<IReadOnlyList<TaskResult>> RunAsync(
        Application application, IReadOnlyDictionary<string, Variant?> choice, object entry, RunTask run)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(run);

        var waiting = application.Tasks.ToDictionary(t => t.Name, _ => new List<object>(), StringComparer.Ordinal);
        foreach (var root in application.Roots)
        {
            waiting[root.Name].Add(entry);
        }

        var results = new List<TaskResult>();
        foreach (var task in application.Tasks)
        {
            var items = waiting[task.Name];
            var outcomes = choice[task.Name] is { } variant && items.Count > 0
                ? await run(task, variant, items)
                : [.. items.Select(i => new TaskOutcome(i, [i]))];
            if (choice[task.Name] is not null)
            {
                results.AddRange(items.Zip(outcomes, (item, outcome) => new TaskResult(task.Name, item, outcome.Value)));
            }

            foreach (var edge in application.EdgesFrom(task.Name))
            {
                waiting[edge.To].AddRange(outcomes.SelectMany(o => o.Items));
            }
        }

        return results;
    }
}
