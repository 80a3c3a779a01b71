using Tangram.Core.Time;
using Tangram.Scheduling.Snapshots;

namespace Tangram.Scheduling;

/// <summary>One process of a segment and the batch it runs.</summary>
internal sealed class ProcessState(int maxBatch)
{
    private readonly WorkItem[] _items = new WorkItem[maxBatch];
    private int _count;

    /// <summary>Whether it can run batches: only once its shell says that it is ready.</summary>
    public bool IsAlive { get; set; }

    public bool IsIdle => IsAlive && _count == 0;

    public long Run { get; private set; } = -1;

    public Instant ExpectedEnd { get; private set; }

    public ReadOnlySpan<WorkItem> Running => _items.AsSpan(0, _count);

    public void Start(long run, ReadOnlySpan<WorkItem> batch, Instant expectedEnd)
    {
        batch.CopyTo(_items);
        (Run, _count, ExpectedEnd) = (run, batch.Length, expectedEnd);
    }

    /// <summary>Ends the batch, which stays readable until the next starts.</summary>
    public ReadOnlySpan<WorkItem> Abandon()
    {
        var running = Running;
        _count = 0;
        return running;
    }

    public ProcessSnapshot Snapshot() => new(IsAlive, Run, ExpectedEnd, [.. Running]);

    public void Restore(ProcessSnapshot snapshot)
    {
        Start(snapshot.Run, [.. snapshot.Running], snapshot.ExpectedEnd);
        IsAlive = snapshot.IsAlive;
    }
}
