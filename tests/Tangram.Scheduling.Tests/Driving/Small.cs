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
        new(index, $"s{index}", [task], slices, processes, batch, new BatchLatency([(1, Span(one)), (2, Span(one + each))], batch));

    /// <summary>Such a segment, but for several tasks.</summary>
    public static Segment Shared(int index, int[] tasks, int batch = 4) => Segment(index, batch: batch) with { Tasks = tasks };

    public static LayoutTask Task(int index, int[]? children = null, bool isRoot = false, double items = 1, double after = 0) =>
        new(index, "app", $"t{index}", isRoot, children ?? [], items, Span(after));

    /// <summary>One task on the given segments.</summary>
    public static Layout OneTask(params Segment[] segments) => new([Task(0, isRoot: true)], segments);

    /// <summary>Two tasks in a row, a segment each.</summary>
    public static Layout Chain(Segment first, Segment second) => new([Task(0, [1], isRoot: true), Task(1)], [first, second]);

    public static SchedulingPolicies PoliciesOf(
        string batching = "greedy", string admission = "every", string drop = "never", int queueLimit = 1024, string dispatch = "least-loaded") =>
        new PolicyChoice { Dispatch = dispatch, Batching = batching, Admission = admission, Drop = drop, QueueLimit = queueLimit }.Create();

    /// <summary>An engine of whose segments every process is ready.</summary>
    public static RecordedEngine Ready(Layout layout, SchedulingPolicies? policies = null)
    {
        var engine = new RecordedEngine(layout, policies ?? PoliciesOf());
        foreach (var segment in layout.Segments)
        {
            for (var process = 0; process < segment.Processes; process++)
            {
                engine.Revive(Instant.Start, new ProcessId(segment.Index, process));
            }
        }

        return engine;
    }

    public static WorkItem Item(long id = 0, double created = 0, double deadline = 1000, bool retried = false, int priority = 0) =>
        new(id, Request: id, Task: 0, Parent: -1, Ordinal: 0, Ms(created), Ms(deadline)) { Retried = retried, Priority = priority };

    public static ItemQueue Queue(params WorkItem[] items)
    {
        var queue = new ItemQueue();
        foreach (ref readonly var item in items.AsSpan())
        {
            queue.Enqueue(item);
        }

        return queue;
    }

    /// <summary>What a batching policy does with these items.</summary>
    public static BatchDecision Decide(this IBatchingPolicy policy, Instant now, WorkItem[] items, Segment segment, TimeSpan after = default, int instances = 1) =>
        policy.Decide(new BatchQuestion { Now = now, Queue = Queue(items), Segment = segment, Due = items[0].Deadline + -after, Instances = instances });

    /// <summary>The segment that a dispatch policy chooses among these, which it is shown as the engine would; null where it holds the item.</summary>
    public static SegmentState? ChooseAmong(
        this IDispatchPolicy policy, SegmentState[] among, double deadline = 1000, double after = 0, double now = 0, long turn = 0)
    {
        SegmentState[] ordered = [.. among.OrderBy(s => s.Segment.Slices).ThenBy(s => s.Segment.Index)];
        var chosen = policy.Choose(new DispatchQuestion { Now = Ms(now), Due = Ms(deadline - after), Turn = turn, Segments = ordered });
        return chosen == DispatchQuestion.Hold ? null : ordered[chosen];
    }

    /// <summary>What a drop policy says of an item in a batch that runs for 10 ms; at a last stage unless segments of a next one are given.</summary>
    public static DropDecision Judge(
        this IDropPolicy policy, double now, WorkItem item, Segment? segment = null, double run = 10, double after = 0, SegmentState[]? next = null, double afterNext = 0) =>
        policy.Decide(new DropQuestion(item)
        {
            Now = Ms(now),
            Segment = segment ?? Segment(),
            Due = new Instant(long.MinValue),
            Run = Span(run),
            After = Span(after),
            Next = next,
            AfterNext = Span(afterNext),
            IsLastStage = next is null,
        });

    public static SegmentState State(Segment segment, int alive = 1, int queued = 0)
    {
        var state = new SegmentState(segment);
        for (var process = 0; process < alive; process++)
        {
            state.SetAlive(process, alive: true);
        }

        for (var id = 0; id < queued; id++)
        {
            state.Queue.Enqueue(Item(id));
        }

        return state;
    }

    /// <summary>A segment whose one process runs a batch of one since an instant.</summary>
    public static SegmentState Busy(Segment segment, double since = 0, int queued = 0)
    {
        var state = State(segment, queued: queued + 1);
        state.Start(process: 0, run: 0, size: 1, Ms(since));
        return state;
    }

    public static Command.Start Started(IReadOnlyList<Command> commands) => Assert.Single(commands.OfType<Command.Start>());

    public static Command.Assign Assigned(IReadOnlyList<Command> commands) => Assert.Single(commands.OfType<Command.Assign>());
}
