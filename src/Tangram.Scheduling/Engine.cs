using Tangram.Core.Time;
using Tangram.Scheduling.Policies;

namespace Tangram.Scheduling;

/// <summary>
/// The scheduler: admission, dispatch, queues, batching, early drop and the progress of requests through the task graph.
/// It is told events and the current instant and answers with commands; it does nothing itself.
/// </summary>
/// <remarks>
/// It reads no clock and starts no thread, and equal events give equal commands, so that a simulator can run the same code (docs/adr/0001).
/// Not thread-safe; its shell owns the one lock. Commands must be obeyed in order.
/// </remarks>
public sealed class Engine
{
    private readonly Layout _layout;
    private readonly SchedulingPolicies _policies;
    private readonly SegmentState[] _segments;
    private readonly SegmentState[][] _byTask;
    private readonly Dictionary<long, RequestState> _requests = [];
    private readonly Forecast _forecast;
    private List<Command> _commands = [];
    private long _lastItem = -1;
    private long _lastRun = -1;

    /// <summary>An engine with empty queues, whose processes are not ready yet.</summary>
    public Engine(Layout layout, SchedulingPolicies policies)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(policies);
        (_layout, _policies) = (layout, policies);
        _segments = [.. layout.Segments.Select(s => new SegmentState(s))];
        _byTask = [.. layout.Tasks.Select(t => _segments.Where(s => s.Segment.Task == t.Index).ToArray())];
        _forecast = new Forecast(layout, _byTask);
    }

    /// <summary>The segments' queues and processes.</summary>
    public IReadOnlyList<SegmentState> Segments => _segments;

    /// <summary>Requests that are neither answered nor dropped.</summary>
    public int RequestsInFlight => _requests.Count;

    /// <summary>Decides whether a request may come in; <see cref="Accept"/> follows if it may.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="deadline">When it must be answered.</param>
    /// <param name="tasks">The tasks it goes to first.</param>
    /// <param name="items">Items it would bring to each of them.</param>
    /// <param name="wholeGraph">Whether items would go on to child tasks.</param>
    public AdmissionDecision Admit(Instant now, Instant deadline, IReadOnlyList<int> tasks, int items = 1, bool wholeGraph = true)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var full = (wholeGraph ? tasks.SelectMany(Reached) : tasks).SelectMany(t => _byTask[t]).FirstOrDefault(s => s.Queue.Count >= _policies.QueueLimit);
        if (full is not null)
        {
            return AdmissionDecision.Refuse($"segment {full.Segment.Id} has {full.Queue.Count} items waiting, as many as it may", full.Wait(now));
        }

        return _policies.Admission.Decide(now, deadline, now + (wholeGraph ? _forecast.Answer(now, tasks) : _forecast.Done(now, tasks, items)));
    }

    /// <summary>A request came in.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="request">Its number, unique within the run.</param>
    /// <param name="deadline">When it must be answered.</param>
    /// <param name="tasks">The tasks it goes to first.</param>
    /// <param name="items">Items it brings to each of them; at least 1.</param>
    /// <param name="wholeGraph">Whether items go on to child tasks, as for an application, or stop after these tasks.</param>
    public IReadOnlyList<Command> Accept(Instant now, long request, Instant deadline, IReadOnlyList<int> tasks, int items, bool wholeGraph)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        var state = new RequestState(deadline, wholeGraph);
        _requests.Add(request, state);
        foreach (var task in tasks)
        {
            Create(now, request, state, task, parent: -1, items);
        }

        AnswerIfThrough(request, state);
        return Decide(now);
    }

    /// <summary>A process finished a batch, well or not, and can run another. The batch's items are reported one by one.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="process">The process.</param>
    /// <param name="run">The number the batch was started with; news of any other than the one running is ignored.</param>
    public IReadOnlyList<Command> Free(Instant now, ProcessId process, long run)
    {
        _segments[process.Segment].Finish(process.Process, run);
        return Decide(now);
    }

    /// <summary>An item's result is known.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="item">The item that ran.</param>
    /// <param name="children">Items that each child task receives from it; at least 0.</param>
    public IReadOnlyList<Command> Complete(Instant now, WorkItem item, int children)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (_requests.TryGetValue(item.Request, out var state) && state.Outstanding.Remove(item.Id))
        {
            if (state.WasHit)
            {
                // News of a run can come after its process was lost; the item need not run again then.
                Withdraw(item);
            }

            if (state.WholeGraph && children > 0)
            {
                foreach (var child in _layout.Tasks[item.Task].Children)
                {
                    Create(now, item.Request, state, child, item.Id, children);
                }
            }

            AnswerIfThrough(item.Request, state);
        }

        return Decide(now);
    }

    /// <summary>Gives a request up from outside: its client went away, or an item of it failed.</summary>
    public IReadOnlyList<Command> Cancel(Instant now, long request)
    {
        Forget(request);
        return Decide(now);
    }

    /// <summary>A process is ready to run batches.</summary>
    public IReadOnlyList<Command> Revive(Instant now, ProcessId process)
    {
        var segment = _segments[process.Segment];
        segment.SetAlive(process.Process, alive: true);

        // While nothing served the task, items were left waiting wherever they were.
        foreach (var dead in _byTask[segment.Segment.Task].Where(s => !s.IsAlive))
        {
            foreach (var item in dead.TakeAll())
            {
                Dispatch(now, item);
            }
        }

        return Decide(now);
    }

    /// <summary>A process died. What it was running is run again, by another process or by its successor.</summary>
    public IReadOnlyList<Command> Lose(Instant now, ProcessId process)
    {
        var segment = _segments[process.Segment];
        segment.SetAlive(process.Process, alive: false);
        var unfinished = segment.Abandon(process.Process).Where(IsWanted).Select(i => i with { Retried = true }).ToList();
        foreach (var item in unfinished)
        {
            _requests[item.Request].WasHit = true;
        }

        // With no process left here, what waits would wait for the successor; elsewhere it may run now.
        var stranded = segment.IsAlive ? [] : segment.TakeAll();
        foreach (var item in unfinished.Concat(stranded))
        {
            Dispatch(now, item);
        }

        return Decide(now);
    }

    /// <summary>An instant asked for with <see cref="Command.WakeAt"/> came.</summary>
    public IReadOnlyList<Command> Wake(Instant now) => Decide(now);

    private void Create(Instant now, long request, RequestState state, int task, long parent, int count)
    {
        for (var ordinal = 0; ordinal < count; ordinal++)
        {
            var item = new WorkItem(++_lastItem, request, task, parent, ordinal, now, state.Deadline, Retried: false);
            state.Outstanding.Add(item.Id);
            Dispatch(now, item);
        }
    }

    private void Dispatch(Instant now, WorkItem item)
    {
        var alive = _byTask[item.Task].Where(s => s.IsAlive).ToList();
        var chosen = _policies.Dispatch.Choose(now, item, alive.Count > 0 ? alive : _byTask[item.Task]);
        chosen.Enqueue(item);
        _commands.Add(new Command.Assign(item, chosen.Segment));
    }

    private List<Command> Decide(Instant now)
    {
        foreach (var segment in _segments)
        {
            if (segment.IsAlive)
            {
                Feed(now, segment);
            }
            else
            {
                GiveUpTheLate(now, segment);
            }
        }

        var decided = _commands;
        _commands = [];
        return decided;
    }

    private void Feed(Instant now, SegmentState segment)
    {
        while (segment.Queue.Count > 0 && segment.IdleProcess() is { } process)
        {
            DropTheHopeless(now, segment);
            if (segment.Queue.Count == 0)
            {
                return;
            }

            var decision = _policies.Batching.Decide(now, segment.Queue, segment.Segment, _layout.Tasks[segment.Segment.Task].ExpectedAfter);
            if (decision.Size == 0)
            {
                WakeAt(now, segment, decision.AskAgainAt);
                return;
            }

            var batch = segment.Start(process, ++_lastRun, decision.Size, now);
            _commands.Add(new Command.Start(new ProcessId(segment.Segment.Index, process), _lastRun, segment.Segment, batch));
        }
    }

    // Nothing becomes idle at a dead segment, so its items' time runs out by the clock alone.
    private void GiveUpTheLate(Instant now, SegmentState segment)
    {
        DropTheHopeless(now, segment);
        if (segment.Queue.FirstOrDefault(i => i.Deadline > now && !_requests[i.Request].WasHit) is { } next)
        {
            WakeAt(now, segment, next.Deadline);
        }
    }

    private void WakeAt(Instant now, SegmentState segment, Instant when)
    {
        if (segment.AskToBeWoken(now, when))
        {
            _commands.Add(new Command.WakeAt(when));
        }
    }

    private void DropTheHopeless(Instant now, SegmentState segment)
    {
        var task = _layout.Tasks[segment.Segment.Task];
        var run = segment.Segment.Latency.Of(1);
        while (segment.Queue.FirstOrDefault(i => !_requests[i.Request].WasHit && _policies.Drop.IsHopeless(now, i, AfterOf(i), run)) is { } hopeless)
        {
            Forget(hopeless.Request);
            _commands.Add(new Command.Drop(hopeless.Request, hopeless, $"task {task.Name} could not have it answered by its deadline"));
        }
    }

    private TimeSpan AfterOf(WorkItem item) => _requests[item.Request].WholeGraph ? _layout.Tasks[item.Task].ExpectedAfter : TimeSpan.Zero;

    private IEnumerable<int> Reached(int task) => _layout.Tasks[task].Children.SelectMany(Reached).Prepend(task);

    private void AnswerIfThrough(long request, RequestState state)
    {
        if (state.Outstanding.Count == 0)
        {
            _requests.Remove(request);
            _commands.Add(new Command.Answer(request));
        }
    }

    private bool IsWanted(WorkItem item) => _requests.TryGetValue(item.Request, out var state) && state.Outstanding.Contains(item.Id);

    private void Withdraw(WorkItem item)
    {
        foreach (var segment in _byTask[item.Task])
        {
            segment.Remove(item.Id);
        }
    }

    private void Forget(long request)
    {
        if (_requests.Remove(request))
        {
            foreach (var segment in _segments)
            {
                segment.RemoveRequest(request);
            }
        }
    }
}
