using System.Diagnostics.CodeAnalysis;
using Tangram.Core.Time;
using Tangram.Scheduling.Logging;
using Tangram.Scheduling.Policies;
using Tangram.Scheduling.Snapshots;

namespace Tangram.Scheduling;

/// <summary>
/// The scheduler: admission, dispatch, queues, batching, early drop and the progress of requests through the task graph.
/// It is told events and the current instant and answers with commands to its <see cref="IShell"/>; it does nothing itself.
/// </summary>
/// <remarks>
/// It reads no clock and starts no thread, and equal events give equal commands, so that a simulator can run the same code (docs/adr/0001).
/// Not thread-safe; its shell owns the one lock.
/// </remarks>
public sealed class Engine
{
    /// <summary>The highest priority a request may have among those of its application.</summary>
    public const int MostUrgent = 1000;

    private readonly SchedulingPolicies _policies;
    private readonly IShell _shell;
    private readonly DecisionLog? _log;
    private readonly Requests _requests = new();
    private Layout _layout;
    private SegmentState[] _segments;
    private TaskState[] _tasks;
    private TaskState[][] _reached;
    private Forecast _forecast;
    private Dispatcher _dispatcher;
    private Feeder _feeder;
    private long _lastItem = -1;

    /// <summary>An engine with empty queues, whose processes are not ready yet.</summary>
    /// <param name="layout">What it schedules onto.</param>
    /// <param name="policies">How it decides.</param>
    /// <param name="shell">Obeys its commands.</param>
    /// <param name="log">Where events and decisions are written; nowhere where it is null.</param>
    public Engine(Layout layout, SchedulingPolicies policies, IShell shell, DecisionLog? log = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(shell);
        (_policies, _shell, _log) = (policies, shell, log);
        Build(layout, [.. layout.Segments.Select(s => new SegmentState(s))]);
    }

    /// <summary>An engine that goes on from where another was.</summary>
    /// <param name="layout">The layout of the other.</param>
    /// <param name="policies">Policies of the same kind.</param>
    /// <param name="shell">Obeys its commands.</param>
    /// <param name="snapshot">Where the other was.</param>
    public Engine(Layout layout, SchedulingPolicies policies, IShell shell, EngineSnapshot snapshot)
        : this(layout, policies, shell)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        (_lastItem, _feeder.LastRun) = (snapshot.LastItem, snapshot.LastRun);
        _requests.Restore(snapshot.Requests, layout.Applications);

        for (var i = 0; i < _segments.Length; i++)
        {
            _segments[i].Restore(snapshot.Segments[i]);
        }

        for (var i = 0; i < _tasks.Length; i++)
        {
            _tasks[i].Restore(snapshot.Tasks[i]);
            _tasks[i].Refresh();
        }
    }

    /// <summary>What it schedules onto.</summary>
    public Layout Layout => _layout;

    /// <summary>The segments' queues and processes.</summary>
    public IReadOnlyList<SegmentState> Segments => _segments;

    /// <summary>Requests that are neither answered nor dropped.</summary>
    public int RequestsInFlight => _requests.Count;

    /// <summary>Items that wait at a task for a segment to ask for work.</summary>
    public int HeldAt(int task) => _tasks[task].Held.Count;

    /// <summary>Everything it knows at this instant beside its layout and policies.</summary>
    public EngineSnapshot Snapshot() => new(
        _lastItem, _feeder.LastRun, _requests.Snapshot(), [.. _segments.Select(s => s.Snapshot())], [.. _tasks.Select(t => t.Snapshot())]);

    /// <summary>Decides whether a request may come in; <see cref="Accept"/> follows if it may.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="deadline">When it must be answered.</param>
    /// <param name="tasks">The tasks it goes to first.</param>
    /// <param name="items">Items it would bring to each of them.</param>
    /// <param name="wholeGraph">Whether items would go on to child tasks.</param>
    public AdmissionDecision Admit(Instant now, Instant deadline, IReadOnlyList<int> tasks, int items = 1, bool wholeGraph = true)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var decision = Full(now, tasks, wholeGraph) ?? _policies.Admission.Decide(now, deadline, _policies.Admission.WantsForecast ? Expected(now, tasks, items, wholeGraph) : now);
        if (!decision.IsAccepted)
        {
            _log?.Refuse(now, deadline, tasks, items, wholeGraph, decision.Reason);
        }

        return decision;
    }

    /// <summary>A request came in.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="request">Its number, unique within the run.</param>
    /// <param name="deadline">When it must be answered.</param>
    /// <param name="tasks">The tasks it goes to first, all of one application.</param>
    /// <param name="items">Items it brings to each of them; at least 1.</param>
    /// <param name="wholeGraph">Whether items go on to child tasks, as for an application, or stop after these tasks.</param>
    /// <param name="size">The size of each of these items, see <see cref="WorkItem.Size"/>; what comes of them has size 1.</param>
    /// <param name="priority">Who goes first among the requests of one application: the higher; from −<see cref="MostUrgent"/> to <see cref="MostUrgent"/>.</param>
    public void Accept(Instant now, long request, Instant deadline, IReadOnlyList<int> tasks, int items, bool wholeGraph, int size = 1, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(priority, MostUrgent);
        ArgumentOutOfRangeException.ThrowIfLessThan(priority, -MostUrgent);
        _log?.Accept(now, request, deadline, tasks, items, wholeGraph, size, priority);
        if (tasks.Count == 0)
        {
            _log?.Answer(now, request, isPartial: false);
            _shell.Answer(request, isPartial: false);
            return;
        }

        var state = _requests.Begin(request, deadline, _tasks[tasks[0]].Application, wholeGraph, priority);
        for (var i = 0; i < tasks.Count; i++)
        {
            Create(now, state, new Origin(tasks[i], Parent: -1, items, Pin: null, size));
        }

        _feeder.FeedTouched(now);
    }

    /// <summary>A process finished a batch, well or not, and can run another. The batch's items are reported one by one after it.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="process">The process.</param>
    /// <param name="run">The number the batch was started with; news of any other than the one running is ignored.</param>
    public void Free(Instant now, ProcessId process, long run)
    {
        _log?.Free(now, process, run);
        var segment = _segments[process.Segment];
        if (segment.Finish(process.Process, run))
        {
            _dispatcher.Touch(segment);
        }

        _feeder.FeedTouched(now);
    }

    /// <summary>An item's result is known; <see cref="Free"/> was told before.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="item">The item that ran, as it was started.</param>
    /// <param name="children">Items that each child task receives from it; at least 0.</param>
    public void Complete(Instant now, in WorkItem item, int children)
    {
        Span<int> each = stackalloc int[_tasks[item.Task].Children.Length];
        each.Fill(children);
        Complete(now, item, each);
    }

    /// <summary>An item's result is known; <see cref="Free"/> was told before.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="item">The item that ran, as it was started.</param>
    /// <param name="children">Items that its child tasks receive from it, in the order of <see cref="LayoutTask.Children"/>; each at least 0.</param>
    public void Complete(Instant now, in WorkItem item, ReadOnlySpan<int> children)
    {
        _log?.Complete(now, item, children);
        if (_requests.Find(item) is { } state && state.IsFirstNews(item.Id))
        {
            if (state.Finish(item.Id))
            {
                // News of a run can come after its process was lost; the item need not run again then.
                _dispatcher.Withdraw(item);
            }

            var task = _tasks[item.Task];
            for (var edge = 0; state.WholeGraph && edge < task.Children.Length; edge++)
            {
                Create(now, state, new Origin(task.Children[edge], item.Id, children[edge], item.Pin, Size: 1));
            }

            _feeder.AnswerIfThrough(now, state);
        }

        _feeder.FeedTouched(now);
    }

    /// <summary>Gives a request up from outside: its client went away, or an item of it failed.</summary>
    public void Cancel(Instant now, long request)
    {
        _log?.Cancel(now, request);
        if (_requests.Find(request) is { } state)
        {
            _requests.Forget(state);
        }

        _feeder.FeedTouched(now);
    }

    /// <summary>A process is ready to run batches.</summary>
    public void Revive(Instant now, ProcessId process)
    {
        _log?.Revive(now, process);
        var segment = _segments[process.Segment];
        SetAlive(segment, process.Process, alive: true);
        _dispatcher.Touch(segment);

        // While nothing served the task, items were left waiting wherever they were.
        foreach (var task in segment.Segment.Tasks)
        {
            foreach (var dead in _tasks[task].Segments)
            {
                if (!dead.IsAlive)
                {
                    Redispatch(now, dead.Queue.TakeTask(task));
                }
            }
        }

        _feeder.FeedTouched(now);
    }

    /// <summary>A process died. What it was running is run again, each item by itself, by another process or by its successor; an item of which two processes died is given up with its request.</summary>
    public void Lose(Instant now, ProcessId process)
    {
        _log?.Lose(now, process);
        var segment = _segments[process.Segment];
        SetAlive(segment, process.Process, alive: false);
        var unfinished = segment.Abandon(process.Process).ToArray();
        if (unfinished is [{ Retried: true } alone] && _requests.Find(alone) is { } poisoned && poisoned.IsFirstNews(alone.Id))
        {
            // It ran by itself since a process had died of it, or of its company: a third would die too.
            _log?.GiveUp(now, alone);
            _requests.Forget(poisoned);
            _shell.GiveUp(alone);
        }

        foreach (ref var item in unfinished.AsSpan())
        {
            item = item with { Retried = true };
            _requests.Find(item)?.Lose(item.Id);
        }

        // With no process left here, what waits would wait for the successor; elsewhere it may run now.
        var waiting = segment.IsAlive ? [] : segment.Queue.TakeAll();
        _dispatcher.Touch(segment);
        Redispatch(now, unfinished);
        Redispatch(now, waiting);
        _feeder.FeedTouched(now);
    }

    /// <summary>A segment gets no more items, as before it is destroyed; what it runs it finishes, and what waits there goes elsewhere.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="segment">The segment's index. <see cref="Revive"/> of its processes takes it into use again.</param>
    public void Retire(Instant now, int segment)
    {
        _log?.Retire(now, segment);
        var state = _segments[segment];
        for (var process = 0; process < state.Segment.Processes; process++)
        {
            SetAlive(state, process, alive: false);
        }

        _dispatcher.Touch(state);
        Redispatch(now, state.Queue.TakeAll());
        _feeder.FeedTouched(now);
    }

    /// <summary>Goes over to another layout, as when a plan takes over from another; what waits and what runs goes on.</summary>
    /// <remarks>A segment stays what it is if the one at its index is of the same kind there; another one may take its index once it has no live process and runs nothing.</remarks>
    /// <param name="now">The current instant.</param>
    /// <param name="layout">The same applications and tasks, at the same indices; everything else may differ.</param>
    /// <exception cref="ArgumentException">Tasks or applications differ, or a segment that is in use would be replaced. Nothing is changed then.</exception>
    public void Relayout(Instant now, Layout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var change = SegmentChange.Of(_layout, layout, _segments);
        _log?.Relayout(now, layout);
        var (tasks, lastRun) = (_tasks, _feeder.LastRun);
        Build(layout, change.Segments);
        _feeder.LastRun = lastRun;
        for (var i = 0; i < tasks.Length; i++)
        {
            _tasks[i].TakeOver(tasks[i]);
        }

        Redispatch(now, change.Displaced);
        foreach (var task in _tasks.Where(t => t.Segments.IsEmpty))
        {
            _feeder.GiveUpHeld(now, task);
        }

        foreach (var segment in _segments)
        {
            _dispatcher.Touch(segment);
        }

        _feeder.FeedTouched(now);
    }

    /// <summary>An instant asked for with <see cref="IShell.WakeAt"/> came.</summary>
    public void Wake(Instant now, int segment)
    {
        _log?.Wake(now, segment);
        _dispatcher.Touch(_segments[segment]);
        _feeder.FeedTouched(now);
    }

    /// <summary>What a segment's batches run like beside what runs at present, by whoever predicts that; it holds until it is told anew.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="segment">The segment's index.</param>
    /// <param name="slowdown">How much longer than profiled; <see cref="Slowdown.None"/> at the start.</param>
    /// <remarks>Nothing is decided on it at once: it counts from the next decision on.</remarks>
    public void Slow(Instant now, int segment, Slowdown slowdown)
    {
        if (_segments[segment].Slowdown != slowdown)
        {
            _log?.Slow(now, segment, slowdown);
            _segments[segment].Slowdown = slowdown;
        }
    }

    [MemberNotNull(nameof(_layout), nameof(_segments), nameof(_tasks), nameof(_reached), nameof(_forecast), nameof(_dispatcher), nameof(_feeder))]
    private void Build(Layout layout, SegmentState[] segments)
    {
        (_layout, _segments) = (layout, segments);
        _tasks = [.. layout.Tasks.Select(t => new TaskState(t, layout.ApplicationOf(t), segments))];
        _reached = [.. layout.Tasks.Select(t => Reached(t.Index).Distinct().Select(i => _tasks[i]).ToArray())];
        _requests.WaitIn(segments, _tasks);
        _forecast = new Forecast(_tasks);
        _dispatcher = new Dispatcher(segments, _tasks, _policies.Dispatch, _shell, _log);
        _feeder = new Feeder(_tasks, _requests, _dispatcher, _forecast, _policies, _shell, _log);
    }

    private void Create(Instant now, RequestState request, in Origin origin)
    {
        for (var ordinal = 0; ordinal < origin.Count; ordinal++)
        {
            request.Outstanding++;
            _dispatcher.Dispatch(now, new WorkItem(++_lastItem, request.Number, origin.Task, origin.Parent, ordinal, now, request.Deadline) { Priority = request.ItemPriority, Slot = request.Slot, Size = origin.Size }, request.WholeGraph, origin.Pin);
        }
    }

    private void Redispatch(Instant now, WorkItem[] items)
    {
        foreach (ref readonly var item in items.AsSpan())
        {
            if (_requests.Find(item) is { } request && request.IsFirstNews(item.Id))
            {
                _dispatcher.Dispatch(now, item, request.WholeGraph, pin: null);
            }
        }
    }

    private void SetAlive(SegmentState segment, int process, bool alive)
    {
        segment.SetAlive(process, alive);
        foreach (var task in segment.Segment.Tasks)
        {
            _tasks[task].Refresh();
        }
    }

    private Instant Expected(Instant now, IReadOnlyList<int> tasks, int items, bool wholeGraph) =>
        now + (wholeGraph ? _forecast.Answer(now, tasks) : _forecast.Done(now, tasks, items));

    private AdmissionDecision? Full(Instant now, IReadOnlyList<int> tasks, bool wholeGraph)
    {
        for (var i = 0; i < tasks.Count; i++)
        {
            foreach (var task in wholeGraph ? _reached[tasks[i]] : [_tasks[tasks[i]]])
            {
                if (task.Segments.IsEmpty)
                {
                    return AdmissionDecision.Refuse($"task {task.Task.Name} has no segment in the plan that runs", TimeSpan.FromSeconds(1));
                }

                foreach (var segment in task.Segments)
                {
                    if (segment.Queue.Count >= _policies.QueueLimit)
                    {
                        return AdmissionDecision.Refuse($"segment {segment.Segment.Id} has {segment.Queue.Count} items waiting, as many as it may", segment.Wait(now));
                    }
                }

                if (task.Held.Count >= _policies.QueueLimit)
                {
                    return AdmissionDecision.Refuse($"task {task.Task.Name} has {task.Held.Count} items waiting, as many as it may", _forecast.Done(now, [task.Task.Index], 1));
                }
            }
        }

        return null;
    }

    // Items that come about together.
    private readonly record struct Origin(int Task, long Parent, int Count, int? Pin, int Size);

    private IEnumerable<int> Reached(int task) => _layout.Tasks[task].Children.SelectMany(Reached).Prepend(task);
}
