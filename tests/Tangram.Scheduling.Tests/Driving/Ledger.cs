namespace Tangram.Scheduling.Tests.Driving;

/// <summary>The shell's own books: what came in, what ran, how it ended. It knows nothing of how the engine keeps its own.</summary>
internal sealed class Ledger(Layout layout)
{
    private readonly Dictionary<long, string> _requests = [];
    private readonly HashSet<(long Parent, long Request, int Task, int Ordinal)> _created = [];
    private readonly HashSet<long> _items = [];
    private readonly HashSet<long> _done = [];
    private readonly HashSet<long> _hitRequests = [];
    private readonly Dictionary<long, WorkItem> _toRunAgain = [];
    private long _lastRun = -1;

    public List<string> Log { get; } = [];

    public int Accepted => _requests.Values.Count(e => e != "refused");

    public int InFlight => Count("");

    public int Answered => Count("answered");

    public int Dropped => Count("dropped");

    public int Cancelled => Count("cancelled");

    public int Refused => Count("refused");

    public bool IsInFlight(long request) => _requests[request].Length == 0;

    public bool IsDone(long item) => _done.Contains(item);

    public void Refuse(long request) => _requests.Add(request, "refused");

    public void Accept(long request) => _requests.Add(request, "");

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
        Assert.Equal(item.Task, assign.Segment.Task);
        Assert.True(IsInFlight(item.Request), $"{item} was assigned after its request ended");
        Assert.DoesNotContain(item.Id, _done);
        if (_items.Add(item.Id))
        {
            Assert.False(item.Retried);
            Assert.True(_created.Add((item.Parent, item.Request, item.Task, item.Ordinal)), $"{item} exists already");
        }
    }

    public void Start(Command.Start start)
    {
        Assert.True(start.Run > _lastRun, "run numbers do not grow");
        _lastRun = start.Run;
        Assert.InRange(start.Batch.Count, 1, start.Segment.MaxBatch);
        Assert.All(start.Batch, item =>
        {
            Assert.Equal(start.Segment.Task, item.Task);
            Assert.True(IsInFlight(item.Request), $"{item} was started after its request ended");
            Assert.DoesNotContain(item.Id, _done);
            if (_toRunAgain.Remove(item.Id))
            {
                Assert.True(item.Retried);
            }
        });
        Assert.Equal(start.Batch.OrderBy(i => i.Deadline.Ticks).ThenBy(i => i.Id), start.Batch);
        Assert.InRange(start.Process.Process, 0, layout.Segments[start.Process.Segment].Processes - 1);
    }

    public void Lose(Command.Start start)
    {
        foreach (var item in start.Batch.Where(i => IsInFlight(i.Request) && !_done.Contains(i.Id)))
        {
            _toRunAgain[item.Id] = item;
            _hitRequests.Add(item.Request);
        }
    }

    public void Complete(WorkItem item)
    {
        if (IsInFlight(item.Request))
        {
            _done.Add(item.Id);
            _toRunAgain.Remove(item.Id);
        }
    }

    public void Answer(long request)
    {
        End(request, "answered");
        Assert.DoesNotContain(_toRunAgain.Values, i => i.Request == request);
    }

    public void Drop(Command.Drop drop)
    {
        Assert.Equal(drop.Request, drop.Item.Request);
        Assert.DoesNotContain(drop.Request, _hitRequests);
        Assert.NotEmpty(drop.Reason);
        End(drop.Request, "dropped");
    }

    private int Count(string end) => _requests.Values.Count(e => e == end);

    private void End(long request, string how)
    {
        Assert.True(IsInFlight(request), $"request {request} ended twice: {_requests[request]}, {how}");
        _requests[request] = how;
        if (how == "cancelled")
        {
            foreach (var item in _toRunAgain.Values.Where(i => i.Request == request).ToList())
            {
                _toRunAgain.Remove(item.Id);
            }
        }
    }
}
