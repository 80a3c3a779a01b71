using Tangram.Core.Time;

namespace Tangram.Scheduling;

/// <summary>The queue and the processes of one segment, as policies see them.</summary>
public sealed class SegmentState
{
    private static readonly Comparer<WorkItem> MostUrgentFirst =
        Comparer<WorkItem>.Create((a, b) => (a.Deadline.Ticks, a.Id).CompareTo((b.Deadline.Ticks, b.Id)));

    private readonly List<WorkItem> _queue = [];
    private readonly ProcessState[] _processes;
    private Instant _wakesAt;

    internal SegmentState(Segment segment)
    {
        Segment = segment;
        _processes = [.. Enumerable.Range(0, segment.Processes).Select(_ => new ProcessState())];
    }

    /// <summary>What it is.</summary>
    public Segment Segment { get; }

    /// <summary>Waiting items, earliest deadline first.</summary>
    public IReadOnlyList<WorkItem> Queue => _queue;

    /// <summary>Whether at least one of its processes can run batches.</summary>
    public bool IsAlive => Array.Exists(_processes, p => p.IsAlive);

    /// <summary>Expected time until an item that joined the queue now would start.</summary>
    /// <remarks>ELSA's T_wait (PARIS and ELSA, §IV [R]) with batches: what waits, in full batches shared out over the live processes, after what runs.</remarks>
    public TimeSpan Wait(Instant now)
    {
        var live = Math.Max(1, _processes.Count(p => p.IsAlive));
        var residual = _processes.Where(p => p.IsAlive).Select(p => p.Residual(now)).DefaultIfEmpty(TimeSpan.Zero).Min();
        var full = _queue.Count / Segment.MaxBatch;
        var rest = _queue.Count % Segment.MaxBatch;
        var queued = (Segment.Latency.Of(Segment.MaxBatch) * full) + (rest == 0 ? TimeSpan.Zero : Segment.Latency.Of(rest));
        return residual + (queued / live);
    }

    /// <summary>Items waiting or running here.</summary>
    internal int Load => _queue.Count + _processes.Sum(p => p.Running.Count);

    /// <summary>Items per second that its live processes get through in full batches.</summary>
    internal double ItemsPerSecond => _processes.Count(p => p.IsAlive) * Segment.MaxBatch / Segment.Latency.Of(Segment.MaxBatch).TotalSeconds;

    internal int? IdleProcess()
    {
        var index = Array.FindIndex(_processes, p => p.IsAlive && p.Running.Count == 0);
        return index < 0 ? null : index;
    }

    internal void Enqueue(WorkItem item)
    {
        var at = _queue.BinarySearch(item, MostUrgentFirst);
        _queue.Insert(at < 0 ? ~at : at, item);
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

    internal void Remove(long item) => _queue.RemoveAll(i => i.Id == item);

    internal void RemoveRequest(long request) => _queue.RemoveAll(i => i.Request == request);

    internal IReadOnlyList<WorkItem> TakeAll()
    {
        WorkItem[] all = [.. _queue];
        _queue.Clear();
        return all;
    }

    internal IReadOnlyList<WorkItem> Start(int process, long run, int size, Instant now)
    {
        var batch = _queue.GetRange(0, size);
        _queue.RemoveRange(0, size);
        _processes[process].Start(run, batch, now + Segment.Latency.Of(size));
        return batch;
    }

    internal void Finish(int process, long run)
    {
        if (_processes[process].Run == run)
        {
            _processes[process].Abandon();
        }
    }

    internal IReadOnlyList<WorkItem> Abandon(int process) => _processes[process].Abandon();

    internal void SetAlive(int process, bool alive) => _processes[process].IsAlive = alive;

    private sealed class ProcessState
    {
        private Instant _expectedEnd;

        // A process is alive only once its shell says that it is ready.
        public bool IsAlive { get; set; }

        public long Run { get; private set; } = -1;

        public IReadOnlyList<WorkItem> Running { get; private set; } = [];

        public TimeSpan Residual(Instant now) => Running.Count == 0 || _expectedEnd <= now ? TimeSpan.Zero : _expectedEnd - now;

        public void Start(long run, IReadOnlyList<WorkItem> batch, Instant expectedEnd) => (Run, Running, _expectedEnd) = (run, batch, expectedEnd);

        public IReadOnlyList<WorkItem> Abandon()
        {
            var running = Running;
            Running = [];
            return running;
        }
    }
}
