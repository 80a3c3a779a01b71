using Tangram.Core.Time;

namespace Tangram.Scheduling;

/// <summary>What the engine asks its surroundings to do. The simulator turns these commands into events, the server into calls.</summary>
/// <remarks>
/// Commands come from inside of a call of the engine, in the order in which they are to be obeyed. An implementation does not call the engine back before that call returns,
/// and keeps no span beyond its own.
/// </remarks>
public interface IShell
{
    /// <summary>An item was given to a segment's queue; its input can be prepared.</summary>
    void Assign(in WorkItem item, Segment segment);

    /// <summary>Run these items together on this process, then tell <see cref="Engine.Free"/> with this number, or <see cref="Engine.Lose"/>.</summary>
    void Start(ProcessId process, long run, Segment segment, ReadOnlySpan<WorkItem> batch);

    /// <summary>All items of the request are through: answer it; with what there is, where items of it were dropped.</summary>
    void Answer(long request, bool isPartial);

    /// <summary>The request will not be answered with a result and nothing of it waits any more; or, where the application takes partial results, this item alone is given up.</summary>
    void Drop(in WorkItem item, bool isWholeRequest, string reason);

    /// <summary>The request cannot be answered: a process died running this item, and another when it ran by itself. Nothing of the request waits any more.</summary>
    void GiveUp(in WorkItem item);

    /// <summary>Call <see cref="Engine.Wake"/> for this segment at this instant.</summary>
    void WakeAt(Instant when, Segment segment);
}
