using Tangram.Core.Devices;

namespace Tangram.Control.Transitions;

/// <summary>What a transition has to bring about, with what each segment carries.</summary>
internal sealed class TransitionProblem
{
    private readonly long[][] _stops;
    private readonly long[][] _starts;
    private readonly long[] _keptBefore;
    private readonly long[] _keptTarget;
    private readonly long[] _empty;

    /// <summary>Puts together what is known.</summary>
    /// <param name="inventory">The devices.</param>
    /// <param name="parts">What stays, comes and goes.</param>
    /// <param name="capacity">What is needed.</param>
    /// <param name="times">How long steps take.</param>
    /// <param name="isSwitched">Whether requests go by the target's graph from the beginning.</param>
    public TransitionProblem(Inventory inventory, Parts parts, Capacity capacity, StepTimes times, bool isSwitched)
    {
        (Parts, Capacity, Times, IsSwitched) = (parts, capacity, times, isSwitched);
        Blockers = Blocking.Of(inventory, parts.Starts, parts.Stops);
        Obstacles = [.. Blockers.Where(b => b.Count > 0).Distinct()];
        _stops = [.. parts.Stops.Select(s => SumOf([s]))];
        _starts = [.. parts.Starts.Select(s => SumOf([s]))];
        _keptBefore = SumOf(parts.Kept.Select(k => k.Before));
        _keptTarget = SumOf(parts.Kept.Select(k => k.Target));
        _empty = SumOf(parts.Empty);
        Nothing = new long[capacity.Tasks];
    }

    /// <summary>What stays, comes and goes.</summary>
    public Parts Parts { get; }

    /// <summary>What is needed.</summary>
    public Capacity Capacity { get; }

    /// <summary>How long steps take.</summary>
    public StepTimes Times { get; }

    /// <summary>Whether requests go by the target's graph from the beginning.</summary>
    public bool IsSwitched { get; }

    /// <summary>For each segment that comes, those that have to be gone before.</summary>
    public IReadOnlyList<SegmentSet> Blockers { get; }

    /// <summary>The blockers, each set once, without the empty one.</summary>
    public IReadOnlyList<SegmentSet> Obstacles { get; }

    /// <summary>What no segments carry.</summary>
    public long[] Nothing { get; }

    /// <summary>What segments that stay carry.</summary>
    public long[] Kept(bool switched) => switched ? _keptTarget : _keptBefore;

    /// <summary>The state in which so many have gone, and all that then can have come serve.</summary>
    public StopState StateOf(SegmentSet gone)
    {
        var (left, on, started) = (new long[Capacity.Tasks], (long[])_empty.Clone(), 0);
        for (var stop = 0; stop < _stops.Length; stop++)
        {
            Add(gone.Has(stop) ? Nothing : _stops[stop], left);
        }

        for (var start = 0; start < _starts.Length; start++)
        {
            if (gone.Contains(Blockers[start]))
            {
                Add(_starts[start], on);
                started++;
            }
        }

        return new StopState(gone, left, on, started);
    }

    /// <summary>Nothing has gone.</summary>
    public SegmentSet NoneGone() => SegmentSet.Of([], _stops.Length);

    /// <summary>All that go have gone.</summary>
    public SegmentSet AllGone() => SegmentSet.Of(Enumerable.Range(0, _stops.Length), _stops.Length);

    /// <summary>The level while the segments that go between two states are drained and destroyed, and those that come then are made.</summary>
    public double Level(bool switched, StopState from, StopState to) => Capacity.Level(switched, Kept(switched), to.Left, from.On);

    /// <summary>How long it takes from one state to another.</summary>
    public TimeSpan Duration(StopState from, StopState to) =>
        Times.Drain + Times.Destroy + (to.Started > from.Started ? Times.Create + Times.Load : TimeSpan.Zero);

    private static void Add(long[] one, long[] sum)
    {
        for (var task = 0; task < sum.Length; task++)
        {
            sum[task] += one[task];
        }
    }

    private long[] SumOf(IEnumerable<PlacedInstance> segments)
    {
        var sum = new long[Capacity.Tasks];
        foreach (var segment in segments)
        {
            Capacity.Add(segment.Instance, sum);
        }

        return sum;
    }
}
