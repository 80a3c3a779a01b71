using Tangram.Core.Time;
using Tangram.Scheduling.Snapshots;

namespace Tangram.Scheduling;

/// <summary>The segments of one task, and which variant's turn it is where its items are divided.</summary>
internal sealed class TaskState
{
    // Shares are counted in whole parts of this, so that what a variant is owed adds up exactly.
    private const double Parts = 1e9;

    private static readonly Comparer<SegmentState> FewestSlicesFirst =
        Comparer<SegmentState>.Create((a, b) => (a.Segment.Slices, a.Segment.Index).CompareTo((b.Segment.Slices, b.Segment.Index)));

    private readonly SegmentState[] _segments;
    private readonly long[] _shares;
    private readonly long[] _credits;
    private readonly long[] _turns;
    private SegmentState[][] _byShare = [];
    private SegmentState[] _alive = [];

    public TaskState(LayoutTask task, LayoutApplication application, IEnumerable<SegmentState> segments)
    {
        (Task, Application, Children) = (task, application, [.. task.Children]);
        _segments = [.. segments.Where(s => s.Segment.Serves(task.Index)).Order(FewestSlicesFirst)];
        Quickest = _segments.MinBy(s => s.Segment.Latency.Of(1))!;
        _shares = [.. task.Shares.Select(s => Math.Max(1, (long)Math.Round(s.Share * Parts)))];
        _credits = new long[_shares.Length];
        _turns = new long[_shares.Length + 1];
        Refresh();
    }

    /// <summary>Indices of the tasks its items' items go to.</summary>
    public int[] Children { get; }

    public LayoutTask Task { get; }

    public LayoutApplication Application { get; }

    /// <summary>Items that wait for a segment to ask for work.</summary>
    public ItemQueue Held { get; } = new();

    /// <summary>All its segments, the fewest slices first.</summary>
    public ReadOnlySpan<SegmentState> Segments => _segments;

    /// <summary>Those with a live process.</summary>
    public ReadOnlySpan<SegmentState> Alive => _alive;

    /// <summary>Live processes of all its segments.</summary>
    public int Instances { get; private set; }

    /// <summary>Which of its segments, alive or not, runs a batch of one in the least time; null where it has none.</summary>
    public SegmentState Quickest { get; }

    /// <summary>That time.</summary>
    public TimeSpan Least => Quickest?.Segment.Latency.Of(1) ?? TimeSpan.Zero;

    /// <summary>When an item should be through here: its part of the time it had when it came, and no later than what follows must begin.</summary>
    public Instant DueOf(in WorkItem item, bool wholeGraph)
    {
        if (!wholeGraph)
        {
            return item.Deadline;
        }

        var part = item.CreatedAt.Ticks + unchecked((long)((item.Deadline.Ticks - item.CreatedAt.Ticks) * Task.SlackShare));
        return new Instant(Math.Min(part, item.Deadline.Ticks - Task.ExpectedAfter.Ticks));
    }

    /// <summary>Live segments changed.</summary>
    public void Refresh()
    {
        _alive = Array.FindAll(_segments, s => s.IsAlive);
        Instances = _alive.Sum(s => s.Live);
        var usable = _alive.Length > 0 ? _alive : _segments;
        _byShare = [.. Task.Shares.Select(share => Array.FindAll(usable, s => string.Equals(s.Segment.Variant, share.Variant, StringComparison.Ordinal)))];
    }

    /// <summary>Segments that the next item may go to: of all variants, or of the one that is owed the most [N].</summary>
    /// <param name="ofAllVariants">Whether the variant is open.</param>
    /// <param name="turn">How many items were given to the same choice of segments before.</param>
    public ReadOnlySpan<SegmentState> Candidates(bool ofAllVariants, out long turn)
    {
        var share = ofAllVariants || _shares.Length < 2 ? -1 : MostOwed();
        turn = _turns[share + 1]++;
        return share >= 0 ? _byShare[share] : _alive.Length > 0 ? _alive : _segments;
    }

    /// <summary>Goes on from where the same task was in another layout: with what waited there, and, where the variants and their shares are the same, with what each is owed.</summary>
    public void TakeOver(TaskState before)
    {
        foreach (var item in before.Held.First(before.Held.Count))
        {
            Held.Enqueue(item);
        }

        if (Task.Shares.SequenceEqual(before.Task.Shares))
        {
            before._turns.CopyTo(_turns, 0);
            before._credits.CopyTo(_credits, 0);
        }
    }

    public TaskSnapshot Snapshot() => new([.. Held], [.. _turns], [.. _credits]);

    public void Restore(TaskSnapshot snapshot)
    {
        foreach (var item in snapshot.Held)
        {
            Held.Enqueue(item);
        }

        snapshot.Turns.ToArray().CopyTo(_turns, 0);
        snapshot.Credits.ToArray().CopyTo(_credits, 0);
    }

    // A variant that nothing can run earns nothing, or all items would go to it when it comes back; the others divide them in proportion.
    private int MostOwed()
    {
        var (owed, sum) = (-1, 0L);
        for (var i = 0; i < _shares.Length; i++)
        {
            if (_byShare[i].Length > 0)
            {
                _credits[i] += _shares[i];
                sum += _shares[i];
                owed = owed < 0 || _credits[i] > _credits[owed] ? i : owed;
            }
        }

        if (owed >= 0)
        {
            _credits[owed] -= sum;
        }

        return owed;
    }
}
