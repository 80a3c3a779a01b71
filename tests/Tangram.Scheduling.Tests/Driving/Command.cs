using Tangram.Core.Time;

namespace Tangram.Scheduling.Tests.Driving;

/// <summary>A call that an engine made on its shell, kept.</summary>
internal abstract record Command
{
    private Command()
    {
    }

    public sealed record Assign(WorkItem Item, Segment Segment) : Command;

    public sealed record Start(ProcessId Process, long Run, Segment Segment, IReadOnlyList<WorkItem> Batch) : Command;

    public sealed record Answer(long Request, bool IsPartial = false) : Command;

    public sealed record Drop(WorkItem Item, bool IsWholeRequest, string Reason) : Command
    {
        public long Request => Item.Request;
    }

    public sealed record GiveUp(WorkItem Item) : Command;

    public sealed record WakeAt(Instant When, Segment Segment) : Command;
}
