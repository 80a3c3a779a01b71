using System.Diagnostics.CodeAnalysis;
using Tangram.Core.Time;
using Tangram.Scheduling.Snapshots;

namespace Tangram.Scheduling;

/// <summary>The queue and the processes of one segment, as policies see them.</summary>
public sealed class SegmentState
{
    private readonly ProcessState[] _processes;
    private readonly int _maxBatch;
    private long[] _ticks;
    private bool _isSized;
    private long _fullTicks;
    private long _firstFreeTicks;
    private int _live;
    private int _idle;
    private int _running;
    private Instant _wakesAt;

    internal SegmentState(Segment segment)
    {
        (Segment, Tasks, Slices) = (segment, [.. segment.Tasks], segment.Slices);
        _processes = [.. Enumerable.Range(0, segment.Processes).Select(_ => new ProcessState(segment.MaxBatch))];
        _maxBatch = segment.MaxBatch;
        Measure();
    }

    /// <summary>What it is.</summary>
    public Segment Segment { get; private set; }

    /// <summary>Indices of the tasks it serves.</summary>
    internal int[] Tasks { get; }

    /// <summary>Compute slices it has.</summary>
    internal int Slices { get; }

    /// <summary>Most items in one batch.</summary>
    internal int MaxBatch => _maxBatch;

    /// <summary>Waiting items.</summary>
    public ItemQueue Queue { get; } = new();

    /// <summary>Whether at least one of its processes can run batches.</summary>
    public bool IsAlive => _live > 0;

    /// <summary>Whether an item that came now could start at once.</summary>
    public bool IsIdle => _idle > 0 && Queue.Count == 0;

    /// <summary>Whether a process waits for work or for company of what waits here.</summary>
    internal bool HasIdleProcess => _idle > 0;

    /// <summary>Whether the batches that its live processes run next have room for another item.</summary>
    public bool HasRoom => Queue.Count < _maxBatch * _live;

    /// <summary>Items that wait or run here over those that its live processes run at once; 0 where nothing does.</summary>
    public double Filling => (double)Load / (_maxBatch * Math.Max(1, _live));

    /// <summary>How its batches run beside what runs at present.</summary>
    public Slowdown Slowdown { get; internal set; } = Slowdown.None;

    /// <summary>Expected time until the batch that an item would join, if it came now, starts: what runs and the full batches ahead.</summary>
    /// <remarks>ELSA's T_wait (PARIS and ELSA, §IV [R]) with batches and several processes [N]; at batch size 1 with one process it is the paper's.</remarks>
    public TimeSpan Ahead(Instant now)
    {
        var (ahead, count) = (ResidualTicks(now), Queue.Count);
        if (count >= _maxBatch)
        {
            // Divisions are what takes the time here.
            var work = _isSized ? WaitingTicks() : _fullTicks * (_maxBatch == 1 ? count : count / _maxBatch);
            ahead += Slowdown.ExpectedTicks(_live > 1 ? work / _live : work);
        }

        return new TimeSpan(ahead);
    }

    /// <summary>Expected run time of the batch that an item would join if it came now.</summary>
    /// <param name="size">The item's size.</param>
    public TimeSpan RunWith(int size)
    {
        if (_isSized)
        {
            return Slowdown.Expected(Segment.Latency.Of(size));
        }

        // Divisions are what takes the time here.
        var count = Queue.Count;
        return new TimeSpan(Slowdown.ExpectedTicks(_maxBatch == 1 ? _fullTicks : _ticks[(count < _maxBatch ? count : count % _maxBatch) + 1]));
    }

    /// <summary>Upper bound of the run time of the batch that an item would be in if it came now, with those that join it until the batch starts.</summary>
    /// <param name="size">The item's size.</param>
    /// <remarks>Alone where a process is idle, which then starts at once, and with a full batch where none is, since that is what queues grow to under load [N].</remarks>
    public TimeSpan RunInTheEnd(int size) => Slowdown.Bound(_isSized ? Segment.Latency.Of(size) : new TimeSpan(_maxBatch > 1 && IsIdle ? _ticks[1] : _fullTicks));

    /// <summary>Expected time until so many items more, if they came now, would all be through here.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="items">At least 1.</param>
    internal long FinishTicks(Instant now, int items)
    {
        var (largest, last) = (_maxBatch, Queue.Count + items - 1);
        if (last < largest)
        {
            return ResidualTicks(now) + Slowdown.ExpectedTicks(_ticks[last + 1]);
        }

        // Divisions are what takes the time here.
        var (full, rest) = largest == 1 ? (last, 0) : Math.DivRem(last, largest);
        var work = _ticks[largest] * full;
        return ResidualTicks(now) + Slowdown.ExpectedTicks((_live > 1 ? work / _live : work) + _ticks[rest + 1]);
    }

    /// <summary>Expected time until all that waits has started: in full batches and a rest, shared out over the live processes, after what runs.</summary>
    public TimeSpan Wait(Instant now)
    {
        var (full, rest) = Math.DivRem(Queue.Count, _ticks.Length - 1);
        var work = _isSized ? WaitingTicks() : (_ticks[^1] * full) + _ticks[rest];
        return new TimeSpan(ResidualTicks(now) + Slowdown.ExpectedTicks(work / Math.Max(1, _live)));
    }

    /// <summary>Items waiting or running here.</summary>
    internal int Load => Queue.Count + _running;

    /// <summary>Processes that can run batches.</summary>
    internal int Live => _live;

    /// <summary>Items per second that its live processes get through in full batches.</summary>
    internal double ItemsPerSecond => _live * _maxBatch / new TimeSpan(Slowdown.ExpectedTicks(_fullTicks)).TotalSeconds;

    /// <summary>Expected run time of a batch of so many items, or of one of a size where items run one at a time.</summary>
    internal TimeSpan RunOf(int items, int size) => Slowdown.Expected(Segment.RunOf(items, size));

    /// <summary>Whether one of its processes runs a batch.</summary>
    public bool IsRunning => _running > 0;

    /// <summary>The segment is on the engine's list of those to look at.</summary>
    internal bool IsTouched { get; set; }

    internal int? IdleProcess()
    {
        if (_idle == 0)
        {
            return null;
        }

        var process = 0;
        while (!_processes[process].IsIdle)
        {
            process++;
        }

        return process;
    }

    /// <summary>Whether the shell has to be asked to wake the engine at <paramref name="when"/>: not if it will do so by then anyway.</summary>
    /// <remarks>Without it every event would ask once more for each segment that waits, and every wake-up again.</remarks>
    internal bool AskToBeWoken(Instant now, Instant when)
    {
        if (_wakesAt > now && _wakesAt <= when)
        {
            return false;
        }

        _wakesAt = when;
        return true;
    }

    internal ReadOnlySpan<WorkItem> Start(int process, long run, int size, Instant now)
    {
        var state = _processes[process];
        state.Start(run, Queue.First(size), now + RunOf(size, Queue[0].Size));
        Queue.RemoveFirst(size);
        _idle--;
        _running += size;
        FindFirstFree();
        return state.Running;
    }

    internal bool Finish(int process, long run) => _processes[process].Run == run && Abandon(process).Length > 0;

    /// <summary>What the process was running, which it no longer does.</summary>
    internal ReadOnlySpan<WorkItem> Abandon(int process)
    {
        var state = _processes[process];
        var wasIdle = state.IsIdle;
        var running = state.Abandon();
        _running -= running.Length;
        _idle += !wasIdle && state.IsIdle ? 1 : 0;
        return running;
    }

    internal bool IsProcessAlive(int process) => _processes[process].IsAlive;

    internal void SetAlive(int process, bool alive)
    {
        _processes[process].IsAlive = alive;
        (_live, _idle) = (0, 0);
        foreach (var state in _processes)
        {
            _live += state.IsAlive ? 1 : 0;
            _idle += state.IsIdle ? 1 : 0;
        }

        FindFirstFree();
    }

    /// <summary>Goes on under another name and with other figures.</summary>
    internal SegmentState As(Segment segment)
    {
        Segment = segment;
        IsTouched = false;
        Measure();
        return this;
    }

    internal SegmentSnapshot Snapshot() => new([.. Queue], [.. _processes.Select(p => p.Snapshot())], _wakesAt, Slowdown);

    internal void Restore(SegmentSnapshot snapshot)
    {
        foreach (var item in snapshot.Queue)
        {
            Queue.Enqueue(item);
        }

        for (var process = 0; process < _processes.Length; process++)
        {
            _processes[process].Restore(snapshot.Processes[process]);
            _running += snapshot.Processes[process].Running.Count;
            SetAlive(process, snapshot.Processes[process].IsAlive);
        }

        (_wakesAt, Slowdown) = (snapshot.WakesAt, snapshot.Slowdown);
    }

    [MemberNotNull(nameof(_ticks))]
    private void Measure()
    {
        _isSized = _maxBatch == 1 && Segment.Latency.Largest > 1;
        _ticks = [0, .. Enumerable.Range(1, _maxBatch).Select(size => Segment.Latency.Of(size).Ticks)];
        _fullTicks = _ticks[_maxBatch];
    }

    // Of items that run one at a time, each as long as its size says.
    private long WaitingTicks()
    {
        var ticks = 0L;
        foreach (ref readonly var item in Queue.First(Queue.Count))
        {
            ticks += Segment.Latency.Of(item.Size).Ticks;
        }

        return ticks;
    }

    // Until the first live process is free.
    private long ResidualTicks(Instant now) => _idle > 0 || _live == 0 ? 0 : Math.Max(0, _firstFreeTicks - now.Ticks);

    private void FindFirstFree()
    {
        _firstFreeTicks = long.MaxValue;
        foreach (var process in _processes)
        {
            _firstFreeTicks = process.IsAlive ? Math.Min(_firstFreeTicks, process.ExpectedEnd.Ticks) : _firstFreeTicks;
        }
    }
}
