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
/// <param name="Retried">Whether a process died while running it; its request is never dropped, only late.</param>
public sealed record WorkItem(long Id, long Request, int Task, long Parent, int Ordinal, Instant CreatedAt, Instant Deadline, bool Retried);
