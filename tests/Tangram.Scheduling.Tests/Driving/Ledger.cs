namespace Tangram.Scheduling.Tests.Driving;

/// <summary>The shell's own books: what came in, what ran, how it ended. It knows nothing of how the engine keeps its own.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<long, Entry> _requests = [];
    private readonly HashSet<(long Parent, long Request, int Task, int Ordinal)> _created = [];
    private readonly Dictionary<long, int> _places = [];
    private readonly Dictionary<string, int> _ends = [];
    private readonly HashSet<long> _done = [];
    private readonly Dictionary<long, WorkItem> _toRunAgain = [];
    private long _lastRun = -1;

    public List<string> Log { get; } = [];

    public int Accepted => _requests.Count - Refused;

    public int InFlight => Accepted - Answered - Dropped - Cancelled - GivenUp;

    public int Answered => Count("answered");

    public int GivenUp => Count("given up");

    public int Dropped => Count("dropped");

    public int Cancelled => Count("cancelled");

    public int Refused => Count("refused");

    public int Partial => _requests.Values.Count(r => r is { End: "answered", IsPartial: true });

    /// <summary>Items that were sent to a segment where they catch up.</summary>
    public int Rerouted { get; private set; }

    public bool IsInFlight(long request) => _requests[request].End.Length == 0;

    public bool IsDone(long item) => _done.Contains(item);

    /// <summary>Index of the segment that an item was assigned to last.</summary>
    public int PlaceOf(long item) => _places[item];

    public void Refuse(long request)
    {
        Accept(request, isWhole: false, mayBePartial: false, items: 0);
        End(request, "refused");
    }

    /// <summary>A request was let in.</summary>
    /// <param name="request">Its number.</param>
    /// <param name="isWhole">Whether its items go on to child tasks.</param>
    /// <param name="mayBePartial">Whether it may be answered without some of its items.</param>
    /// <param name="items">Items it brings to its first tasks together.</param>
    public void Accept(long request, bool isWhole, bool mayBePartial, int items) => _requests.Add(request, new Entry(isWhole, mayBePartial, items));

    public void Cancel(long request)
    {
        if (IsInFlight(request))
        {
            End(request, "cancelled");
        }
    }

    public void Assign(Command.Assign assign)
    {
        var item = assign.Item;
        Assert.True(assign.Segment.Serves(item.Task));
        Assert.True(IsInFlight(item.Request), $"{item} was assigned after its request ended");
        Assert.DoesNotContain(item.Id, _done);
        var isNew = !_places.ContainsKey(item.Id);
        _places[item.Id] = assign.Segment.Index;
        if (isNew)
        {
            Assert.False(item.Retried);
            Assert.True(_created.Add((item.Parent, item.Request, item.Task, item.Ordinal)), $"{item} exists already");
        }
    }

    /// <summary>An item was assigned to a segment to which its parent's items were sent.</summary>
    public void Reroute() => Rerouted++;

    public void Start(Command.Start start)
    {
        Assert.True(start.Run > _lastRun, "run numbers do not grow");
        _lastRun = start.Run;
        Assert.InRange(start.Batch.Count, 1, start.Segment.MaxBatch);
        Assert.All(start.Batch, item =>
        {
            Assert.True(start.Segment.Serves(item.Task));
            Assert.True(IsInFlight(item.Request), $"{item} was started after its request ended");
            Assert.DoesNotContain(item.Id, _done);
            Assert.Equal(start.Segment.Index, _places[item.Id]);
            if (_toRunAgain.Remove(item.Id))
            {
                Assert.True(item.Retried);
            }
        });
        Assert.All(start.Batch.Zip(start.Batch.Skip(1)), pair => Assert.True(Invariants.IsBefore(pair.First, pair.Second)));
        Assert.InRange(start.Process.Process, 0, start.Segment.Processes - 1);
    }

    public void Lose(Command.Start start)
    {
        foreach (var item in start.Batch.Where(i => IsInFlight(i.Request) && !_done.Contains(i.Id)))
        {
            _toRunAgain[item.Id] = item;
            _requests[item.Request].WasHit = true;
        }
    }

    /// <summary>News of an item's result.</summary>
    /// <returns>Whether it counts: its request is in flight and it was not heard of before.</returns>
    public bool Complete(WorkItem item, int children)
    {
        if (!IsInFlight(item.Request) || !_done.Add(item.Id))
        {
            return false;
        }

        _toRunAgain.Remove(item.Id);
        _requests[item.Request].Open += (_requests[item.Request].IsWhole ? children : 0) - 1;
        return true;
    }

    public void Answer(Command.Answer answer)
    {
        End(answer.Request, "answered");
        Assert.Equal(0, _requests[answer.Request].Open);
        Assert.Equal(_requests[answer.Request].IsPartial, answer.IsPartial);
        Assert.DoesNotContain(_toRunAgain.Values, i => i.Request == answer.Request);
    }

    public void Drop(Command.Drop drop)
    {
        var request = _requests[drop.Request];
        Assert.False(request.WasHit);
        Assert.NotEmpty(drop.Reason);
        Assert.True(_done.Add(drop.Item.Id), $"{drop.Item} was through");
        if (drop.IsWholeRequest)
        {
            End(drop.Request, "dropped");
            return;
        }

        Assert.True(request is { MayBePartial: true, End: "" });
        (request.IsPartial, request.Open) = (true, request.Open - 1);
    }

    public void GiveUp(Command.GiveUp given)
    {
        Assert.True(given.Item.Retried, $"{given.Item} was given up, but no process died of it before");
        Assert.True(_requests[given.Item.Request].WasHit);
        End(given.Item.Request, "given up");
    }

    private int Count(string end) => _ends.GetValueOrDefault(end);

    private void End(long request, string how)
    {
        Assert.True(IsInFlight(request), $"request {request} ended twice: {_requests[request].End}, {how}");
        _requests[request].End = how;
        _ends[how] = Count(how) + 1;
        if (how == "cancelled")
        {
            foreach (var item in _toRunAgain.Values.Where(i => i.Request == request).ToList())
            {
                _toRunAgain.Remove(item.Id);
            }
        }
    }

    private sealed record Entry(bool IsWhole, bool MayBePartial, int Items)
    {
        public string End { get; set; } = "";

        public bool WasHit { get; set; }

        public bool IsPartial { get; set; }

        /// <summary>Items that should be somewhere and are not through.</summary>
        public int Open { get; set; } = Items;
    }
}
