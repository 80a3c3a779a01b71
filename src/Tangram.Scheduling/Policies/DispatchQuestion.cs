using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies;

/// <summary>Where is this item to go?</summary>
public readonly ref struct DispatchQuestion()
{
    /// <summary>The answer that lets the item wait at its task until a segment of it asks for work.</summary>
    public const int Hold = -1;

    /// <summary>The current instant.</summary>
    public required Instant Now { get; init; }

    /// <summary>The item's size; 1 unless given.</summary>
    public int Size { get; init; } = 1;

    /// <summary>When the item should be through its task, so that what follows it has its part of the time to the deadline.</summary>
    public required Instant Due { get; init; }

    /// <summary>How many items of the task were dispatched before, where its variants are chosen by share: to this variant.</summary>
    public required long Turn { get; init; }

    /// <summary>Segments that serve the item's task, the fewest slices first; at least one. Those with a live process only, if there are any.</summary>
    public required ReadOnlySpan<SegmentState> Segments { get; init; }
}
