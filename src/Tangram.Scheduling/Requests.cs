using Tangram.Core.Collections;
using Tangram.Scheduling.Snapshots;

namespace Tangram.Scheduling;

/// <summary>The requests in flight.</summary>
internal sealed class Requests
{
    private readonly NumberMap<int> _slots = new();
    private SegmentState[] _segments = [];
    private TaskState[] _tasks = [];
    private readonly Stack<int> _free = [];
    private RequestState[] _states = [];
    private int _used;

    public int Count => _slots.Count;

    /// <summary>From now on, items wait at these segments and tasks.</summary>
    public void WaitIn(SegmentState[] segments, TaskState[] tasks) => (_segments, _tasks) = (segments, tasks);

    public RequestState? Find(long request) => _slots.TryGet(request, out var slot) ? _states[slot] : null;

    /// <summary>The request of an item; null if it has ended.</summary>
    public RequestState? Find(in WorkItem item)
    {
        var states = _states;
        if ((uint)item.Slot >= (uint)_used)
        {
            return null;
        }

        var state = states[item.Slot];
        return state.IsInFlight && state.Number == item.Request ? state : null;
    }

    public RequestState Begin(long number, Core.Time.Instant deadline, LayoutApplication application, bool wholeGraph, int priority)
    {
        if (!_free.TryPop(out var slot))
        {
            slot = Append();
        }

        var state = _states[slot];
        state.Begin(number, deadline, application, wholeGraph, priority);
        _slots.Add(number, slot);
        return state;
    }

    /// <summary>A request has ended and nothing of it waits any more.</summary>
    public void End(RequestState request)
    {
        _slots.Remove(request.Number, out _);
        request.IsInFlight = false;
        _free.Push(request.Slot);
    }

    /// <summary>Ends a request and takes its items out of all queues.</summary>
    public void Forget(RequestState request)
    {
        var any = new WorkItem(0, request.Number, 0, 0, 0, default, request.Deadline) { Priority = request.ItemPriority };
        foreach (var segment in _segments)
        {
            segment.Queue.RemoveRequest(any);
        }

        foreach (var task in _tasks)
        {
            task.Held.RemoveRequest(any);
        }

        End(request);
    }

    public IReadOnlyList<RequestSnapshot> Snapshot() => [.. _slots.Entries.OrderBy(s => s.Key).Select(s => _states[s.Value].Snapshot())];

    /// <summary>Takes over the requests of another engine, each in its place.</summary>
    public void Restore(IReadOnlyList<RequestSnapshot> requests, IReadOnlyList<LayoutApplication> applications)
    {
        for (var last = requests.Select(r => r.Slot).DefaultIfEmpty(-1).Max(); last >= 0 && Append() < last;)
        {
        }

        foreach (var request in requests)
        {
            _states[request.Slot].Restore(request, applications.First(a => string.Equals(a.Name, request.Application, StringComparison.Ordinal)));
            _slots.Add(request.Number, request.Slot);
        }

        foreach (var spare in _states.AsSpan(0, _used))
        {
            if (!spare.IsInFlight)
            {
                _free.Push(spare.Slot);
            }
        }
    }

    private int Append()
    {
        if (_used == _states.Length)
        {
            Array.Resize(ref _states, Math.Max(16, 2 * _used));
        }

        _states[_used] = new RequestState(_used);
        return _used++;
    }
}
