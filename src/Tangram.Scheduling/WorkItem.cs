using Tangram.Core.Time;

namespace Tangram.Scheduling;

/// <summary>One item at one task: no payload, only what decisions need.</summary>
/// <param name="Id">Unique within the run, in order of creation.</param>
/// <param name="Request">The request it belongs to.</param>
/// <param name="Task">Index of the task it waits for.</param>
/// <param name="Parent">Id of the item it came from; −1 for a request's first items.</param>
/// <param name="Ordinal">Its place among the items that its parent, or its request, brought to this task, from 0.</param>
/// <param name="CreatedAt">When it became ready.</param>
/// <param name="Deadline">When its request must be answered.</param>
public readonly record struct WorkItem(long Id, long Request, int Task, long Parent, int Ordinal, Instant CreatedAt, Instant Deadline)
{
    /// <summary>The priority of its application; higher goes first.</summary>
    public int Priority { get; init; }

    /// <summary>How much there is to it, at least 1: what a segment that runs one item at a time takes as long for as for a batch of so many. Of several in a batch it is not looked at.</summary>
    public int Size { get; init; } = 1;

    /// <summary>Whether a process died while running it; its request is never dropped, only late.</summary>
    public bool Retried { get; init; }

    /// <summary>Index of the segment that its children are to go to, one more than it; 0 where that is open. See <see cref="Pin"/>.</summary>
    internal int PinPlusOne { get; init; }

    /// <summary>Index of the segment that its items at that segment's task go to, to catch up; null where that is open.</summary>
    public int? Pin => PinPlusOne == 0 ? null : PinPlusOne - 1;

    /// <summary>Where its request's state is.</summary>
    internal int Slot { get; init; }

    /// <summary>Order in a queue: higher priority first, then the earlier deadline, then the older item.</summary>
    internal int ComesBefore(in WorkItem other)
    {
        if (Priority != other.Priority)
        {
            return other.Priority.CompareTo(Priority);
        }

        return Deadline.Ticks != other.Deadline.Ticks ? Deadline.Ticks.CompareTo(other.Deadline.Ticks) : Id.CompareTo(other.Id);
    }
}
