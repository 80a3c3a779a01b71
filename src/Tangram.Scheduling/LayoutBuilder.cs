using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;

namespace Tangram.Scheduling;

/// <summary>Makes of a plan what the engine schedules onto.</summary>
public static class LayoutBuilder
{
    /// <summary>Builds the layout of one application.</summary>
    /// <exception cref="ArgumentException">The plan is not of this application, or counts on a variant the profile does not have.</exception>
    public static Layout Build(Application application, Plan plan, ProfileTable profile)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(profile);

        var planned = plan.Applications.FirstOrDefault(a => string.Equals(a.Name, application.Name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"the plan is for {string.Join(", ", plan.Applications.Select(a => a.Name))}, not for '{application.Name}'", nameof(plan));
        if (planned.Tasks.FirstOrDefault(t => t.Variants.Count > 1) is { } split)
        {
            throw new ArgumentException($"the plan splits task '{split.Name}' between {string.Join(" and ", split.Variants.Select(v => v.Name))}; one variant per task can be served", nameof(plan));
        }

        var running = planned.Tasks.Where(t => t.Variant is not null).ToList();
        var indices = running.Select((t, i) => (t.Name, i)).ToDictionary(t => t.Name, t => t.i, StringComparer.Ordinal);
        var segments = Segments(plan, application.Name, indices, profile);
        return new Layout(Tasks(application, running, indices, segments, profile), segments);
    }

    private static List<Segment> Segments(Plan plan, string application, Dictionary<string, int> tasks, ProfileTable profile) =>
        [.. plan.Instances.Where(i => TaskOf(i, application) is not null).Select((instance, index) => new Segment(
            index, instance.Id, tasks[TaskOf(instance, application)!], instance.Slices, instance.Concurrency, instance.Batch, LatencyOf(instance, profile)))];

    private static string? TaskOf(Instance instance, string application) =>
        instance.Serves.FirstOrDefault(w => string.Equals(w.Application, application, StringComparison.Ordinal))?.Task;

    private static BatchLatency LatencyOf(Instance instance, ProfileTable profile)
    {
        var points = profile.Entries
            .Where(e => string.Equals(e.Variant, instance.Variant, StringComparison.Ordinal)
                && string.Equals(e.Profile, instance.Profile, StringComparison.Ordinal) && e.Concurrency == instance.Concurrency)
            .OrderBy(e => e.Batch)
            .Select(e => (e.Batch, TimeSpan.FromMilliseconds(e.P50Milliseconds)))
            .ToList();
        return points.Count > 0
            ? new BatchLatency(points, instance.Batch)
            : throw new ArgumentException($"the profile has no entry for variant {instance.Variant} on {instance.Profile}, which instance {instance.Id} of the plan uses", nameof(profile));
    }

    private static List<LayoutTask> Tasks(
        Application application, List<PlannedTask> running, Dictionary<string, int> indices, List<Segment> segments, ProfileTable profile)
    {
        var answer = TimeSpan.FromMilliseconds(profile.OperatorMilliseconds("answer"));
        var tasks = new LayoutTask[running.Count];

        // Children first, so that what follows a task is known when it is its turn.
        for (var index = running.Count - 1; index >= 0; index--)
        {
            var children = ChildrenOf(running[index].Name).Select(c => indices[c]).ToList();
            tasks[index] = new LayoutTask(
                index,
                application.Name,
                running[index].Name,
                IsRoot: IsRoot(running[index].Name),
                children,
                running[index].ItemsPerRequest,
                Operators(running[index]) + (children.Count == 0 ? answer : children.Max(c => Alone(tasks[c]) + tasks[c].ExpectedAfter)),
                Operators(running[index]));
        }

        return [.. tasks];

        // A task that is left out hands its items on, so its children are its parents' children, once for each way there.
        IEnumerable<string> ChildrenOf(string task) => application.EdgesFrom(task)
            .SelectMany(e => indices.ContainsKey(e.To) ? [e.To] : ChildrenOf(e.To));

        bool IsRoot(string task) => !application.EdgesTo(task).Any()
            || application.EdgesTo(task).Any(e => !indices.ContainsKey(e.From) && IsRoot(e.From));

        TimeSpan Operators(PlannedTask task) => TimeSpan.FromMilliseconds(profile.OperatorMilliseconds(task.Name, task.Variant));

        TimeSpan Alone(LayoutTask task)
        {
            var own = segments.Where(s => s.Task == task.Index).ToList();
            var rate = own.Sum(s => s.Processes * s.MaxBatch / s.Latency.Of(s.MaxBatch).TotalSeconds);
            var single = own.Min(s => s.Latency.Of(1));
            var all = TimeSpan.FromSeconds(task.ExpectedItems / rate);
            return all > single ? all : single;
        }
    }
}
