using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Running;

/// <summary>A worker process of the simulation and the batch it runs.</summary>
internal sealed class SimulatedProcess(ProcessId id, Segment segment, RandomStream stream)
{
    // Two, since the next batch may start while the items of the last are told.
    private WorkItem[] _batch = new WorkItem[segment.MaxBatch];
    private WorkItem[] _other = new WorkItem[segment.MaxBatch];
    private int _count;

    public ProcessId Id => id;

    public Segment Segment => segment;

    /// <summary>Draws its run times.</summary>
    public RandomStream Stream => stream;

    /// <summary>Number of its run.</summary>
    public long Run { get; private set; }

    public bool IsBusy { get; private set; }

    /// <summary>Whether it lives and its segment is in use.</summary>
    public bool IsReady { get; set; }

    /// <summary>Which of the times it was foretold to become ready counts; what happens to it meanwhile sets that aside.</summary>
    public long Life { get; set; }

    public Instant StartedAt { get; private set; }

    /// <summary>When its run ends as things are.</summary>
    public Instant EndsAt { get; set; }

    /// <summary>What is left of its run, in ticks without slowdown; as of <see cref="AsOf"/>.</summary>
    public double LeftTicks { get; set; }

    public Instant AsOf { get; set; }

    public double Slowdown { get; set; } = 1;

    /// <summary>Which of the ends that were foretold for it counts.</summary>
    public long Stamp { get; set; }

    /// <summary>The batch it runs, or ran last, until another two have started.</summary>
    public ReadOnlySpan<WorkItem> Batch => _batch.AsSpan(0, _count);

    public void Start(Instant now, long run, ReadOnlySpan<WorkItem> batch)
    {
        (_batch, _other) = (_other, _batch);
        batch.CopyTo(_batch);
        (_count, Run, IsBusy, StartedAt) = (batch.Length, run, true, now);
    }

    public void Stop() => IsBusy = false;
}
