using Tangram.Core.Time;

namespace Tangram.Scheduling;

/// <summary>What the engine asks its shell to do. The simulator turns these into events, the server into calls.</summary>
public abstract record Command
{
    private Command()
    {
    }

    /// <summary>An item was given to a segment's queue; its input can be prepared.</summary>
    public sealed record Assign(WorkItem Item, Segment Segment) : Command;

    /// <summary>Run these items together on this process, then tell <see cref="Engine.Free"/> with this number, or <see cref="Engine.Lose"/>.</summary>
    public sealed record Start(ProcessId Process, long Run, Segment Segment, IReadOnlyList<WorkItem> Batch) : Command;

    /// <summary>All items of the request are through: answer it.</summary>
    public sealed record Answer(long Request) : Command;

    /// <summary>The request will not be answered with a result; nothing of it waits any more.</summary>
    public sealed record Drop(long Request, WorkItem Item, string Reason) : Command;

    /// <summary>Call <see cref="Engine.Wake"/> at this instant.</summary>
    public sealed record WakeAt(Instant When) : Command;
}
