using Tangram.Scheduling.Snapshots;

namespace Tangram.Scheduling;

/// <summary>The requests in flight.</summary>
internal sealed class Requests(SegmentState[] segments, TaskState[] tasks)
{
    private readonly Dictionary<long, RequestState> _inFlight = [];
    private readonly Stack<RequestState> _spare = [];

    public int Count => _inFlight.Count;

    public RequestState? Find(long request) => _inFlight.GetValueOrDefault(request);

    public RequestState Begin(long number, Core.Time.Instant deadline, LayoutApplication application, bool wholeGraph)
    {
        var state = _spare.TryPop(out var spare) ? spare : new RequestState();
        state.Begin(number, deadline, application, wholeGraph);
        _inFlight.Add(number, state);
        return state;
    }

    /// <summary>A request has ended and nothing of it waits any more.</summary>
    public void End(RequestState request)
    {
        _inFlight.Remove(request.Number);
        _spare.Push(request);
    }

    /// <summary>Ends a request and takes its items out of all queues.</summary>
    public void Forget(RequestState request)
    {
        var any = new WorkItem(0, request.Number, 0, 0, 0, default, request.Deadline) { Priority = request.Application.Priority };
        foreach (var segment in segments)
        {
            segment.Queue.RemoveRequest(any);
        }

        foreach (var task in tasks)
        {
            task.Held.RemoveRequest(any);
        }

        End(request);
    }

    public IReadOnlyList<RequestSnapshot> Snapshot() => [.. _inFlight.Values.OrderBy(r => r.Number).Select(r => r.Snapshot())];

    public void Restore(RequestSnapshot snapshot, LayoutApplication application) =>
        Begin(snapshot.Number, snapshot.Deadline, application, snapshot.WholeGraph).Restore(snapshot, application);
}
