using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;

namespace Tangram.Scheduling;

/// <summary>The tasks of one application in a layout.</summary>
internal sealed class LayoutTasks(
    Application application, PlannedApplication planned, IReadOnlyList<ProfileTable> profiles, List<Segment> segments, Dictionary<(string Application, string Task), int> indices)
{
    private readonly HashSet<string> _running = planned.Tasks.Where(t => t.Variant is not null).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Builds them, by ascending index. One that is left out and has an index nevertheless sends what it still gets to its children, but gets nothing.</summary>
    public IReadOnlyList<LayoutTask> Build()
    {
        var answer = TimeSpan.FromMilliseconds(OperatorMilliseconds("answer", variant: null));
        var tasks = new Dictionary<int, LayoutTask>();

        // Children first, so that what follows a task is known when it is its turn.
        foreach (var task in planned.Tasks.Where(t => indices.ContainsKey((application.Name, t.Name))).Reverse())
        {
            var children = ChildrenOf(task.Name).Select(c => indices[(application.Name, c)]).ToList();
            var operators = TimeSpan.FromMilliseconds(OperatorMilliseconds(task.Name, task.Variant));
            var index = indices[(application.Name, task.Name)];
            tasks[index] = new LayoutTask(
                index,
                application.Name,
                task.Name,
                IsRoot: Runs(task.Name) && IsRoot(task.Name),
                children,
                task.ItemsPerRequest,
                operators + (children.Count == 0 ? answer : children.Max(c => Alone(tasks[c]) + tasks[c].ExpectedAfter)),
                operators)
            {
                SlackShare = Runs(task.Name) ? ShareOf(index, children, tasks) : 1,
                Shares = task.Variants.Count > 1 ? [.. task.Variants.Select(v => new VariantShare(v.Name, v.Share))] : [],
            };
        }

        return [.. tasks.OrderBy(t => t.Key).Select(t => t.Value)];
    }

    private bool Runs(string task) => _running.Contains(task);

    // A task that is left out hands its items on, so its children are its parents' children, once for each way there.
    private IEnumerable<string> ChildrenOf(string task) => application.EdgesFrom(task).SelectMany(e => Runs(e.To) ? [e.To] : ChildrenOf(e.To));

    private bool IsRoot(string task) => !application.EdgesTo(task).Any() || application.EdgesTo(task).Any(e => !Runs(e.From) && IsRoot(e.From));

    private double OperatorMilliseconds(string step, string? variant) => profiles
        .Where(p => p.Application is null || string.Equals(p.Application, application.Name, StringComparison.Ordinal))
        .Select(p => p.OperatorMilliseconds(step, variant)).DefaultIfEmpty(0).Max();

    // A task's part of what is left is its own time over that of the longest way from it on.
    private double ShareOf(int index, List<int> children, Dictionary<int, LayoutTask> tasks)
    {
        var own = Full(index);
        return own <= TimeSpan.Zero ? 1 : own / (own + children.Select(c => Full(c) / tasks[c].SlackShare).DefaultIfEmpty(TimeSpan.Zero).Max());
    }

    private TimeSpan Full(int task) => segments.Where(s => s.Serves(task)).Max(s => s.Latency.Of(s.MaxBatch));

    private TimeSpan Alone(LayoutTask task)
    {
        var own = segments.Where(s => s.Serves(task.Index)).ToList();
        var rate = own.Sum(s => s.Processes * s.MaxBatch / s.Latency.Of(s.MaxBatch).TotalSeconds);
        var single = own.Min(s => s.Latency.Of(1));
        var all = TimeSpan.FromSeconds(task.ExpectedItems / rate);
        return all > single ? all : single;
    }
}
