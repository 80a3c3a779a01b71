using Tangram.Core.Applications;

namespace Tangram.Planning.Baselines;

/// <summary>What a task may run that is as accurate as anything it may run.</summary>
/// <param name="Variants">The most accurate variants, by name; none where leaving the task out is better than any.</param>
/// <param name="MayBeLeftOut">Whether leaving the task out is as good.</param>
public sealed record BestChoices(IReadOnlyList<Variant> Variants, bool MayBeLeftOut)
{
    /// <summary>Finds them among what the problem's restrictions allow; both are empty where nothing is allowed.</summary>
    public static BestChoices Of(PlanningProblem problem, string application, ApplicationTask task)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(task);
        var allowed = task.Variants.Where(v => problem.Restrictions.Allow(application, task.Name, v.Name)).ToList();
        var mayLeaveOut = task.IsOptional && problem.Restrictions.Allow(application, task.Name, null);
        var best = allowed.Select(v => task.RelativeAccuracy(v)).Concat(mayLeaveOut ? [task.RelativeAccuracy(null)] : []).DefaultIfEmpty(0).Max() - Tolerance.Accuracy;
        return new BestChoices(
            [.. allowed.Where(v => task.RelativeAccuracy(v) >= best).OrderBy(v => v.Name, StringComparer.Ordinal)],
            mayLeaveOut && task.RelativeAccuracy(null) >= best);
    }
}
