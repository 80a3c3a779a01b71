using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies;

/// <summary>Is an item that would run next still worth running?</summary>
public readonly ref struct DropQuestion(in WorkItem item)
{
    private readonly ref readonly WorkItem _item = ref item;

    /// <summary>The current instant.</summary>
    public required Instant Now { get; init; }

    /// <summary>The item.</summary>
    public ref readonly WorkItem Item => ref _item;

    /// <summary>Where it waits.</summary>
    public required Segment Segment { get; init; }

    /// <summary>Expected run time of the batch that would be formed with it.</summary>
    public required TimeSpan Run { get; init; }

    /// <summary>When the item should be through its task, so that what follows it has its part of the time to the deadline.</summary>
    public required Instant Due { get; init; }

    /// <summary>Expected time from the end of its run to its request's answer, without waiting.</summary>
    public required TimeSpan After { get; init; }

    /// <summary>The same by what waits at the tasks that follow at this instant, which takes time to find out.</summary>
    public TimeSpan AfterAsThingsAre => Forecast is null || IsLastStage ? After : Forecast.After(Now, Task!);

    /// <summary>Looks at the tasks that follow; where it is null, nothing is taken to wait there.</summary>
    internal Forecast? Forecast { get; init; }

    /// <summary>The item's task; given where the forecast is.</summary>
    internal TaskState? Task { get; init; }

    /// <summary>Live segments of the task that follows on the longest way to the answer; empty at a last stage.</summary>
    public required ReadOnlySpan<SegmentState> Next { get; init; }

    /// <summary>Expected time from the end of that task's run to the answer.</summary>
    public required TimeSpan AfterNext { get; init; }

    /// <summary>Whether items go no further from here.</summary>
    public required bool IsLastStage { get; init; }
}
