using Tangram.Core.Time;
using Tangram.Scheduling.Logging;
using Tangram.Scheduling.Policies;
using Tangram.Scheduling.Snapshots;

namespace Tangram.Scheduling.Tests.Driving;

/// <summary>An engine whose every event is answered with the commands that it gave.</summary>
internal sealed class RecordedEngine : IShell
{
    private readonly SchedulingPolicies _policies;
    private readonly Engine _engine;
    private List<Command> _commands = [];

    public RecordedEngine(Layout layout, SchedulingPolicies policies, DecisionLog? log = null)
    {
        _policies = policies;
        _engine = new Engine(layout, policies, this, log);
    }

    private RecordedEngine(RecordedEngine other)
    {
        _policies = other._policies;
        _engine = new Engine(other._engine.Layout, _policies, this, other._engine.Snapshot());
    }

    public IReadOnlyList<SegmentState> Segments => _engine.Segments;

    public int RequestsInFlight => _engine.RequestsInFlight;

    /// <summary>Another engine that goes on from here.</summary>
    public RecordedEngine Restored() => new(this);

    public EngineSnapshot Snapshot() => _engine.Snapshot();

    public int HeldAt(int task) => _engine.HeldAt(task);

    public AdmissionDecision Admit(Instant now, Instant deadline, IReadOnlyList<int> tasks, int items = 1, bool wholeGraph = true) =>
        _engine.Admit(now, deadline, tasks, items, wholeGraph);

    public IReadOnlyList<Command> Accept(Instant now, long request, Instant deadline, IReadOnlyList<int> tasks, int items = 1, bool wholeGraph = true, int priority = 0)
    {
        _engine.Accept(now, request, deadline, tasks, items, wholeGraph, priority: priority);
        return Taken();
    }

    public IReadOnlyList<Command> Free(Instant now, ProcessId process, long run)
    {
        _engine.Free(now, process, run);
        return Taken();
    }

    public IReadOnlyList<Command> Complete(Instant now, WorkItem item, int children)
    {
        _engine.Complete(now, item, children);
        return Taken();
    }

    public IReadOnlyList<Command> Complete(Instant now, WorkItem item, int[] children)
    {
        _engine.Complete(now, item, children);
        return Taken();
    }

    public IReadOnlyList<Command> Cancel(Instant now, long request)
    {
        _engine.Cancel(now, request);
        return Taken();
    }

    public IReadOnlyList<Command> Revive(Instant now, ProcessId process)
    {
        _engine.Revive(now, process);
        return Taken();
    }

    public IReadOnlyList<Command> Lose(Instant now, ProcessId process)
    {
        _engine.Lose(now, process);
        return Taken();
    }

    public IReadOnlyList<Command> Retire(Instant now, int segment)
    {
        _engine.Retire(now, segment);
        return Taken();
    }

    public IReadOnlyList<Command> Relayout(Instant now, Layout layout)
    {
        _engine.Relayout(now, layout);
        return Taken();
    }

    public IReadOnlyList<Command> Wake(Instant now, int segment)
    {
        _engine.Wake(now, segment);
        return Taken();
    }

    public void Slow(Instant now, int segment, Slowdown slowdown)
    {
        _engine.Slow(now, segment, slowdown);
        Assert.Empty(Taken());
    }

    /// <summary>A process is through with a batch, and all of its items with it.</summary>
    public IReadOnlyList<Command> Finish(Instant now, Command.Start start, int children = 0) =>
        [.. Free(now, start.Process, start.Run), .. start.Batch.SelectMany(item => Complete(now, item, children))];

    void IShell.Assign(in WorkItem item, Segment segment) => _commands.Add(new Command.Assign(item, segment));

    void IShell.Start(ProcessId process, long run, Segment segment, ReadOnlySpan<WorkItem> batch) =>
        _commands.Add(new Command.Start(process, run, segment, batch.ToArray()));

    void IShell.Answer(long request, bool isPartial) => _commands.Add(new Command.Answer(request, isPartial));

    void IShell.Drop(in WorkItem item, bool isWholeRequest, string reason) => _commands.Add(new Command.Drop(item, isWholeRequest, reason));

    void IShell.GiveUp(in WorkItem item) => _commands.Add(new Command.GiveUp(item));

    void IShell.WakeAt(Instant when, Segment segment) => _commands.Add(new Command.WakeAt(when, segment));

    private List<Command> Taken()
    {
        var taken = _commands;
        _commands = [];
        return taken;
    }
}
