namespace Tangram.Scheduling;

/// <summary>The segments of one task, and which variant's turn it is where its items are divided.</summary>
internal sealed class TaskState
{
    private static readonly Comparer<SegmentState> FewestSlicesFirst =
        Comparer<SegmentState>.Create((a, b) => (a.Segment.Slices, a.Segment.Index).CompareTo((b.Segment.Slices, b.Segment.Index)));

    private readonly SegmentState[] _segments;
    private readonly double[] _credits;
    private SegmentState[][] _byShare = [];
    private SegmentState[] _alive = [];

    public TaskState(LayoutTask task, LayoutApplication application, IEnumerable<SegmentState> segments)
    {
        (Task, Application) = (task, application);
        _segments = [.. segments.Where(s => s.Segment.Serves(task.Index)).Order(FewestSlicesFirst)];
        _credits = new double[task.Shares.Count];
        Refresh();
    }

    public LayoutTask Task { get; }

    public LayoutApplication Application { get; }

    /// <summary>Items that wait for a segment to ask for work.</summary>
    public ItemQueue Held { get; } = new();

    /// <summary>Items dispatched so far.</summary>
    public long Turn { get; private set; }

    /// <summary>All its segments, the fewest slices first.</summary>
    public ReadOnlySpan<SegmentState> Segments => _segments;

    /// <summary>Those with a live process.</summary>
    public ReadOnlySpan<SegmentState> Alive => _alive;

    /// <summary>Live processes of all its segments.</summary>
    public int Instances { get; private set; }

    /// <summary>Live segments changed.</summary>
    public void Refresh()
    {
        _alive = Array.FindAll(_segments, s => s.IsAlive);
        Instances = _alive.Sum(s => s.Live);
        var usable = _alive.Length > 0 ? _alive : _segments;
        _byShare = [.. Task.Shares.Select(share => Array.FindAll(usable, s => string.Equals(s.Segment.Variant, share.Variant, StringComparison.Ordinal)))];
    }

    /// <summary>Segments that the next item may go to: of all variants, or of the one that is owed the most [N].</summary>
    public ReadOnlySpan<SegmentState> Candidates(bool ofAllVariants)
    {
        Turn++;
        var usable = _alive.Length > 0 ? _alive : _segments;
        if (ofAllVariants || _byShare.Length < 2)
        {
            return usable;
        }

        var owed = -1;
        for (var i = 0; i < _credits.Length; i++)
        {
            _credits[i] += Task.Shares[i].Share;
            owed = _byShare[i].Length > 0 && (owed < 0 || _credits[i] > _credits[owed]) ? i : owed;
        }

        if (owed < 0)
        {
            return usable;
        }

        _credits[owed]--;
        return _byShare[owed];
    }

    public TaskSnapshot Snapshot() => new(Turn, [.. Held], [.. _credits]);

    public void Restore(TaskSnapshot snapshot)
    {
        Turn = snapshot.Turn;
        foreach (var item in snapshot.Held)
        {
            Held.Enqueue(item);
        }

        snapshot.Credits.ToArray().CopyTo(_credits, 0);
    }
}
