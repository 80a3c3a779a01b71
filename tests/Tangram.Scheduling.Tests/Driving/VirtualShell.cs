using System.Globalization;
using Tangram.Core.Time;
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
    private readonly List<Instant> _wakes = [];
    private readonly Workload _workload;
    private readonly Random _random;
    private readonly Engine _engine;
    private readonly bool _mayDrop;
    private Instant _now;
    private long _order;

    public VirtualShell(Workload workload, SchedulingPolicies policies)
    {
        (_workload, _random) = (workload, new Random(workload.Seed));
        _engine = new Engine(workload.Layout, policies);
        _mayDrop = policies.Drop is not NeverDrop;
        Ledger = new Ledger(workload.Layout);
    }

    public Ledger Ledger { get; }

    public int MostWakesAhead { get; private set; }

    public void Run()
    {
        foreach (var process in Processes())
        {
            At(Delay(20), () => Revive(process));
        }

        ScheduleArrivals();
        while (_events.TryDequeue(out var happens, out var at))
        {
            _now = new Instant(at.Ticks);
            Obey(happens());
            _wakes.RemoveAll(w => w <= _now);
            MostWakesAhead = Math.Max(MostWakesAhead, _wakes.Count);
            Invariants.Check(_engine, Ledger, _now, _wakes, _running.Keys);
        }

        Assert.Equal(0, Ledger.InFlight);
        Assert.Equal(0, _engine.RequestsInFlight);
    }

    private IEnumerable<ProcessId> Processes() =>
        _workload.Layout.Segments.SelectMany(s => Enumerable.Range(0, s.Processes).Select(p => new ProcessId(s.Index, p)));

    private void ScheduleArrivals()
    {
        var gap = _workload.Layout.Segments.Max(s => s.Latency.Of(1).TotalMilliseconds) * _workload.Load;
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
        var tasks = isWhole ? _workload.Roots : [_random.Next(_workload.Layout.Tasks.Count)];
        var deadline = _now + TimeSpan.FromMilliseconds(_random.Next(_workload.DeadlineMilliseconds));
        var admission = _engine.Admit(_now, deadline, tasks);
        if (!admission.IsAccepted)
        {
            Ledger.Refuse(request);
            Assert.NotEmpty(admission.Reason);
            return [];
        }

        Ledger.Accept(request);
        if (_workload.WithCancels && _random.Next(5) == 0)
        {
            At(Delay(60), () => Cancel(request));
        }

        return _engine.Accept(_now, request, deadline, tasks, isWhole ? 1 : _random.Next(1, 6), isWhole);
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
                    Ledger.Answer(answer.Request);
                    break;
                case Command.Drop drop:
                    Assert.True(_mayDrop, "a policy that never drops dropped");
                    Ledger.Drop(drop);
                    break;
                case Command.WakeAt wake:
                    Assert.True(wake.When > _now, "a wake-up lies in the past");
                    _wakes.Add(wake.When);
                    At(wake.When - _now, () => _engine.Wake(_now));
                    break;
            }
        }
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
        var children = _random.Next(4);
        Ledger.Complete(item);
        return _engine.Complete(_now, item, children);
    }

    private TimeSpan Delay(int milliseconds) => TimeSpan.FromTicks(_random.NextInt64(milliseconds * TimeSpan.TicksPerMillisecond));

    private void At(TimeSpan delay, Func<IReadOnlyList<Command>> happens) => _events.Enqueue(happens, ((_now + delay).Ticks, _order++));

    private static string Describe(Command command) => command switch
    {
        Command.Start s => $"start {s.Process} {s.Run} {string.Join(',', s.Batch.Select(i => i.Id))}",
        Command.Assign a => $"assign {a.Item} {a.Segment.Id}",
        _ => command.ToString(),
    };
}
