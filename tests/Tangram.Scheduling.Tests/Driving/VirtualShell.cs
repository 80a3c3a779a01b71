using System.Globalization;
using Tangram.Core.Time;
using Tangram.Scheduling.Logging;
using Tangram.Scheduling.Policies;
using Tangram.Scheduling.Policies.Drop;

namespace Tangram.Scheduling.Tests.Driving;

/// <summary>Drives an engine in virtual time, obeys its commands, and checks after every step what must hold at all times.</summary>
/// <remarks>Processes die with their batches; news of such a batch may still arrive later, as it does when a worker dies just after it answered.</remarks>
internal sealed class VirtualShell
{
    private readonly PriorityQueue<Func<IReadOnlyList<Command>>, (long Ticks, long Order)> _events = new();
    private readonly Dictionary<ProcessId, Command.Start> _running = [];
    private readonly HashSet<ProcessId> _alive = [];
    private readonly List<Command.WakeAt> _wakes = [];
    private readonly Workload _workload;
    private Layout _layout;
    private readonly Random _random;
    private readonly bool _mayDrop;
    private RecordedEngine _engine;
    private Instant _now;
    private long _order;

    public VirtualShell(Workload workload, SchedulingPolicies policies, DecisionLog? log = null)
    {
        (_workload, _layout, _random) = (workload, workload.Layout, new Random(workload.Seed));
        _engine = new RecordedEngine(workload.Layout, policies, log);
        _mayDrop = policies.Drop is not NeverDrop;
        Ledger = new Ledger();
    }

    public Ledger Ledger { get; }

    /// <summary>Another engine takes over from a snapshot after this many events, and again after as many; never unless given.</summary>
    public int RestoreEvery { get; init; } = int.MaxValue;

    public int MostWakesAhead { get; private set; }

    public void Run()
    {
        foreach (var process in _layout.Segments.SelectMany(Processes))
        {
            At(Delay(20), () => Revive(process));
        }

        if (_workload.WithRetirements)
        {
            At(Delay(200), Retire);
        }

        if (_workload.WithRelayouts)
        {
            At(Delay(100), Relayout);
        }

        ScheduleArrivals();
        for (var count = 1; _events.TryDequeue(out var happens, out var at); count++)
        {
            _now = new Instant(at.Ticks);
            Obey(happens());
            MostWakesAhead = Math.Max(MostWakesAhead, _wakes.Count);
            Invariants.Check(_engine, _layout, Ledger, _wakes);
            _engine = count % RestoreEvery == 0 ? _engine.Restored() : _engine;
        }

        Assert.Equal(0, Ledger.InFlight);
        Assert.Equal(0, _engine.RequestsInFlight);
        Assert.All(_layout.Tasks, t => Assert.Equal(0, _engine.HeldAt(t.Index)));
    }

    private static IEnumerable<ProcessId> Processes(Segment segment) => Enumerable.Range(0, segment.Processes).Select(p => new ProcessId(segment.Index, p));

    private void ScheduleArrivals()
    {
        var gap = _layout.Segments.Max(s => s.Latency.Of(1).TotalMilliseconds) * _workload.Load;
        var at = 0.0;
        for (var request = 0; request < _workload.Requests; request++)
        {
            at += -Math.Log(1 - _random.NextDouble()) * gap;
            var number = request;
            At(TimeSpan.FromMilliseconds(at), () => Arrive(number));
        }
    }

    private IReadOnlyList<Command> Arrive(int request)
    {
        var isWhole = _random.Next(4) > 0;
        var application = _layout.Applications[_random.Next(_layout.Applications.Count)];
        IReadOnlyList<int> tasks = isWhole ? _layout.RootsOf(application.Name) : [_random.Next(_layout.Tasks.Count)];
        var deadline = _now + TimeSpan.FromMilliseconds(_random.Next(_workload.DeadlineMilliseconds));
        var admission = _engine.Admit(_now, deadline, tasks, wholeGraph: isWhole);
        if (!admission.IsAccepted)
        {
            Ledger.Refuse(request);
            Assert.NotEmpty(admission.Reason);
            return [];
        }

        var items = isWhole ? _random.Next(1, 3) : _random.Next(1, 6);
        Ledger.Accept(request, isWhole, isWhole && application.PartialResults, items * tasks.Count);
        if (_workload.WithCancels && _random.Next(5) == 0)
        {
            At(Delay(60), () => Cancel(request));
        }

        return _engine.Accept(_now, request, deadline, tasks, items, isWhole);
    }

    private IReadOnlyList<Command> Cancel(int request)
    {
        Ledger.Cancel(request);
        return _engine.Cancel(_now, request);
    }

    private IReadOnlyList<Command> Revive(ProcessId process)
    {
        _alive.Add(process);
        if (_workload.WithDeaths && _random.Next(3) > 0)
        {
            At(Delay(300), () => Lose(process));
        }

        return _engine.Revive(_now, process);
    }

    private IReadOnlyList<Command> Lose(ProcessId process)
    {
        _alive.Remove(process);
        if (_running.Remove(process, out var start))
        {
            Ledger.Lose(start);
        }

        At(Delay(100), () => Revive(process));
        return _engine.Lose(_now, process);
    }

    // A segment is given up and taken into use again, while its processes finish what they run.
    private IReadOnlyList<Command> Retire()
    {
        var segment = _layout.Segments[_random.Next(_layout.Segments.Count)];
        foreach (var process in Processes(segment).Where(p => _alive.Remove(p)).ToList())
        {
            At(Delay(150), () => Revive(process));
        }

        if (_random.Next(4) > 0)
        {
            At(Delay(200), Retire);
        }

        return _engine.Retire(_now, segment.Index);
    }

    // Figures and shares change, and a segment comes: in the place of one that is not in use, if there is one.
    private IReadOnlyList<Command> Relayout()
    {
        var tasks = _layout.Tasks.Select(t => t with { ExpectedItems = t.ExpectedItems + _random.Next(2), Shares = _random.Next(3) == 0 ? [] : t.Shares });
        var segments = _layout.Segments.Select(s => s with { Latency = _random.Next(3) == 0 ? new BatchLatency([(1, TimeSpan.FromMilliseconds(_random.Next(1, 40)))], s.MaxBatch) : s.Latency }).ToList();
        var unused = segments.FindIndex(s => _engine.Segments[s.Index] is { IsAlive: false, IsRunning: false } && s.Tasks.All(t => segments.Exists(o => o.Index != s.Index && o.Serves(t))));
        var like = segments[_random.Next(segments.Count)];
        var place = unused >= 0 && _random.Next(2) == 0 ? unused : segments.Count;
        var processes = place < segments.Count ? Math.Max(like.Processes, segments[place].Processes) : like.Processes;
        var coming = like with { Index = place, Id = $"r{_order}", Processes = processes, Device = like.Device + 1 };
        segments.RemoveRange(place, Math.Min(1, segments.Count - place));
        segments.Insert(place, coming);
        foreach (var process in Processes(coming))
        {
            At(Delay(50), () => Revive(process));
        }

        if (_random.Next(5) > 0)
        {
            At(Delay(150), Relayout);
        }

        _layout = _layout with { Tasks = [.. tasks], Segments = segments };
        return _engine.Relayout(_now, _layout);
    }

    private void Obey(IReadOnlyList<Command> commands)
    {
        foreach (var command in commands)
        {
            Ledger.Log.Add(string.Create(CultureInfo.InvariantCulture, $"{_now.Ticks} {Describe(command)}"));
            switch (command)
            {
                case Command.Assign assign:
                    Ledger.Assign(assign);
                    break;
                case Command.Start start:
                    Start(start);
                    break;
                case Command.Answer answer:
                    Ledger.Answer(answer);
                    break;
                case Command.Drop drop:
                    Assert.True(_mayDrop, "a policy that never drops dropped");
                    Ledger.Drop(drop);
                    break;
                case Command.GiveUp given:
                    Ledger.GiveUp(given);
                    break;
                case Command.WakeAt wake:
                    Assert.True(wake.When > _now, "a wake-up lies in the past");
                    _wakes.Add(wake);
                    At(wake.When - _now, () => Wake(wake));
                    break;
            }
        }
    }

    private IReadOnlyList<Command> Wake(Command.WakeAt wake)
    {
        _wakes.Remove(wake);
        return _engine.Wake(_now, wake.Segment.Index);
    }

    private void Start(Command.Start start)
    {
        Assert.Contains(start.Process, _alive);
        Assert.True(_running.TryAdd(start.Process, start), $"{start.Process} has two batches");
        Ledger.Start(start);
        At(start.Segment.Latency.Of(start.Batch.Count), () => End(start));
    }

    // The end of a batch whose process died meanwhile: nothing is heard of it, or its results come all the same.
    private IReadOnlyList<Command> End(Command.Start start)
    {
        var isCurrent = _running.TryGetValue(start.Process, out var running) && running.Run == start.Run;
        if (isCurrent)
        {
            _running.Remove(start.Process);
        }

        if (isCurrent || _random.Next(2) == 0)
        {
            foreach (var item in start.Batch)
            {
                var delay = _random.Next(3) == 0 ? Delay(5) : TimeSpan.Zero;
                At(delay, () => Complete(item));
            }

            return _engine.Free(_now, start.Process, start.Run);
        }

        return [];
    }

    private IReadOnlyList<Command> Complete(WorkItem item)
    {
        int[] children = [.. _layout.Tasks[item.Task].Children.Select(_ => _random.Next(4))];
        var isNews = Ledger.Complete(item, children.Sum());
        var commands = _engine.Complete(_now, item, children);
        if (isNews && item.Pin is { } pin && _engine.Segments[pin].IsAlive)
        {
            foreach (var child in commands.OfType<Command.Assign>().Where(a => a.Item.Parent == item.Id && _layout.Segments[pin].Serves(a.Item.Task)))
            {
                Assert.Equal(pin, child.Segment.Index);
                Ledger.Reroute();
            }
        }

        return commands;
    }

    private TimeSpan Delay(int milliseconds) => TimeSpan.FromTicks(_random.NextInt64(milliseconds * TimeSpan.TicksPerMillisecond));

    private void At(TimeSpan delay, Func<IReadOnlyList<Command>> happens) => _events.Enqueue(happens, ((_now + delay).Ticks, _order++));

    private static string Describe(Command command) => command switch
    {
        Command.Start s => $"start {s.Process} {s.Run} {string.Join(',', s.Batch.Select(i => i.Id))}",
        Command.Assign a => $"assign {a.Item} {a.Segment.Id}",
        Command.WakeAt w => $"wake {w.Segment.Id} {w.When.Ticks}",
        _ => command.ToString(),
    };
}
