using Tangram.Core.Applications;

namespace Tangram.Planning.Milp;

/// <summary>Lists what may run each task of an application.</summary>
internal static class MilpChoices
{
    /// <summary>By task: the variants that are allowed and were measured on some device there is, then leaving the task out where that is allowed.</summary>
    public static IReadOnlyList<IReadOnlyList<MilpChoice>> Of(PlanningProblem problem, ProfileIndex index, Application application) =>
        [.. application.Tasks.Select(task => (IReadOnlyList<MilpChoice>)[.. Of(problem, index, application.Name, task)])];

    private static IEnumerable<MilpChoice> Of(PlanningProblem problem, ProfileIndex index, string application, ApplicationTask task)
    {
        foreach (var variant in task.Variants.Where(v => problem.Restrictions.Allow(application, task.Name, v.Name)))
        {
            if (Undominated(index.Configurations(application, variant.Name).Where(c => problem.Inventory.Pools[c.Pool].Count > 0), problem.Siblings) is { Count: > 0 } configurations)
            {
                yield return new MilpChoice(variant, task.RelativeAccuracy(variant), index.OperatorMilliseconds(application, task.Name, variant.Name), configurations);
            }
        }

        if (task.IsOptional && problem.Restrictions.Allow(application, task.Name, null))
        {
            yield return new MilpChoice(null, task.RelativeAccuracy(null), 0, []);
        }
    }

    // On one size of one pool, a configuration that is neither faster nor carries more than another is never needed. Where siblings
    // wait, a smaller batch may take more rounds, so it must not be larger in the batch either.
    private static List<Configuration> Undominated(IEnumerable<Configuration> configurations, Siblings siblings)
    {
        var kept = new List<Configuration>();
        foreach (var candidate in configurations.OrderBy(c => c.Entry.P95Milliseconds).ThenByDescending(c => c.ItemsPerSecond).ThenByDescending(c => c.Entry.Batch))
        {
            if (!kept.Exists(k => k.Pool == candidate.Pool && k.Size == candidate.Size && k.ItemsPerSecond >= candidate.ItemsPerSecond
                && (siblings == Siblings.Spread || k.Entry.Batch >= candidate.Entry.Batch)))
            {
                kept.Add(candidate);
            }
        }

        return kept;
    }
}
