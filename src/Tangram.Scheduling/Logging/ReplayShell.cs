using Tangram.Core.Time;

namespace Tangram.Scheduling.Logging;

/// <summary>Remembers what an engine that decides again has started, for as long as its request is in flight.</summary>
internal sealed class ReplayShell : IShell
{
    private readonly Dictionary<long, WorkItem> _items = [];
    private readonly Dictionary<long, List<long>> _requests = [];
    private long _lastItem = -1;

    /// <summary>Whether a request is in flight.</summary>
    public bool Knows(long request) => _requests.ContainsKey(request);

    /// <summary>A request comes in.</summary>
    public void Begin(long request) => _requests.Add(request, []);

    /// <summary>A request is over.</summary>
    public void Forget(long request)
    {
        if (_requests.Remove(request, out var items))
        {
            items.ForEach(item => _items.Remove(item));
        }
    }

    /// <summary>The item with a number; of one whose request is over only the number counts. False where there was none yet.</summary>
    public bool TryFind(long item, out WorkItem found)
    {
        if (!_items.TryGetValue(item, out found))
        {
            found = new WorkItem(item, Request: -1, Task: 0, Parent: -1, Ordinal: 0, default, default);
        }

        return item <= _lastItem;
    }

    /// <inheritdoc/>
    public void Assign(in WorkItem item, Segment segment)
    {
    }

    /// <inheritdoc/>
    public void Start(ProcessId process, long run, Segment segment, ReadOnlySpan<WorkItem> batch)
    {
        foreach (ref readonly var item in batch)
        {
            _lastItem = Math.Max(_lastItem, item.Id);
            if (_requests.TryGetValue(item.Request, out var items))
            {
                if (!_items.ContainsKey(item.Id))
                {
                    items.Add(item.Id);
                }

                _items[item.Id] = item;
            }
        }
    }

    /// <inheritdoc/>
    public void Answer(long request, bool isPartial) => Forget(request);

    /// <inheritdoc/>
    public void Drop(in WorkItem item, bool isWholeRequest, string reason)
    {
        if (isWholeRequest)
        {
            Forget(item.Request);
        }
    }

    /// <inheritdoc/>
    public void GiveUp(in WorkItem item) => Forget(item.Request);

    /// <inheritdoc/>
    public void WakeAt(Instant when, Segment segment)
    {
    }
}
