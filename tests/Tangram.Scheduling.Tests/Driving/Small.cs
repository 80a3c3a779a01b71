using Tangram.Core.Catalogs;
using Tangram.Core.Time;
using Tangram.Scheduling.Policies;

namespace Tangram.Scheduling.Tests.Driving;

/// <summary>Small layouts and policies for examples; all times in milliseconds.</summary>
internal static class Small
{
    public static readonly ProcessId First = new(0, 0);

    public static Instant Ms(double milliseconds) => Instant.Start + Span(milliseconds);

    public static TimeSpan Span(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    public static Segment Segment(int index = 0, int task = 0, int processes = 1, int batch = 4, int slices = 1, double one = 10, double each = 0) =>
        new(index, $"s{index}", task, slices, processes, batch, new BatchLatency([(1, Span(one)), (2, Span(one + each))], batch));

    public static LayoutTask Task(int index, int[]? children = null, bool isRoot = false, double items = 1, double after = 0) =>
        new(index, "app", $"t{index}", isRoot, children ?? [], items, Span(after));

    /// <summary>One task on the given segments.</summary>
    public static Layout OneTask(params Segment[] segments) => new([Task(0, isRoot: true)], segments);

    /// <summary>Two tasks in a row, a segment each.</summary>
    public static Layout Chain(Segment first, Segment second) => new([Task(0, [1], isRoot: true), Task(1)], [first, second]);

    public static SchedulingPolicies PoliciesOf(string batching = "greedy", string admission = "every", string drop = "never", int queueLimit = 1024) => new(
        SchedulingCatalogs.Dispatch.Create("least-loaded", Settings.Empty),
        SchedulingCatalogs.Batching.Create(batching, Settings.Empty),
        SchedulingCatalogs.Admission.Create(admission, Settings.Empty),
        SchedulingCatalogs.Drop.Create(drop, Settings.Empty),
        queueLimit);

    public static WorkItem Item(long id = 0, double created = 0, double deadline = 1000, bool retried = false) =>
        new(id, Request: id, Task: 0, Parent: -1, Ordinal: 0, Ms(created), Ms(deadline), retried);

    public static SegmentState State(Segment segment, int alive = 1, int queued = 0)
    {
        var state = new SegmentState(segment);
        for (var process = 0; process < alive; process++)
        {
            state.SetAlive(process, alive: true);
        }

        for (var id = 0; id < queued; id++)
        {
            state.Enqueue(Item(id));
        }

        return state;
    }

    public static Command.Start Started(IReadOnlyList<Command> commands) => Assert.Single(commands.OfType<Command.Start>());
}
