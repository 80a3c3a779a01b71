using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies;

/// <summary>What does an idle process do next?</summary>
public readonly ref struct BatchQuestion()
{
    /// <summary>The current instant.</summary>
    public required Instant Now { get; init; }

    /// <summary>Waiting items; never empty.</summary>
    public required ItemQueue Queue { get; init; }

    /// <summary>Where they wait.</summary>
    public required Segment Segment { get; init; }

    /// <summary>When the first item should be through its task, so that what follows it has its part of the time to the deadline.</summary>
    public required Instant Due { get; init; }

    /// <summary>Live processes of all segments that serve the first item's task; at least 1.</summary>
    public required int Instances { get; init; }

    /// <summary>How batches run here beside what runs at present; as profiled unless given.</summary>
    public Slowdown Slowdown { get; init; } = Slowdown.None;
}
