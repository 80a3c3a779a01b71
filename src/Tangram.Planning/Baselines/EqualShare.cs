using Tangram.Core.Applications;

namespace Tangram.Planning.Baselines;

/// <summary>Splits an application's objectives equally between its tasks, as systems do that do not look at the graph [R].</summary>
public static class EqualShare
{
    /// <summary>Each task's share of the latency objective, in ms, in the order of the tasks; may be 0 or less where entry and answer take it all.</summary>
    /// <remarks>
    /// The objective less entry and answer, divided by the number of tasks on the longest path through the task. Of the tasks on any path
    /// each has at most one over their number, so whoever keeps to the shares keeps to the objective.
    /// </remarks>
    public static IReadOnlyList<double> BudgetMilliseconds(ProfileIndex index, Application application)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(application);
        var free = application.Objectives.LatencyMilliseconds - index.OperatorMilliseconds(application.Name, "entry") - index.OperatorMilliseconds(application.Name, "answer");
        return [.. LongestPaths(application).Select(tasks => free / tasks)];
    }

    /// <summary>The least relative accuracy of each task: the root of the objective by the number of tasks.</summary>
    public static double Accuracy(Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        return Math.Pow(application.Objectives.Accuracy, 1.0 / application.Tasks.Count);
    }

    // Tasks on the longest path through each, by their number; parents come before children.
    private static int[] LongestPaths(Application application)
    {
        var places = application.Tasks.Select((t, i) => (t.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        var count = application.Tasks.Count;
        var (above, below) = (new int[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            above[i] = 1 + application.EdgesTo(application.Tasks[i].Name).Select(e => above[places[e.From]]).DefaultIfEmpty(0).Max();
        }

        for (var i = count - 1; i >= 0; i--)
        {
            below[i] = application.EdgesFrom(application.Tasks[i].Name).Select(e => 1 + below[places[e.To]]).DefaultIfEmpty(0).Max();
        }

        return [.. above.Zip(below, (a, b) => a + b)];
    }
}
