namespace Tangram.Scheduling.Policies;

/// <summary>What to do with an item that would run next.</summary>
public readonly record struct DropDecision
{
    private DropDecision(bool isDrop, int? pin) => (IsDrop, Pin) = (isDrop, pin);

    /// <summary>Run it.</summary>
    public static DropDecision Keep => default;

    /// <summary>Give it up.</summary>
    public static DropDecision Drop { get; } = new(isDrop: true, pin: null);

    /// <summary>Whether it is given up.</summary>
    public bool IsDrop { get; }

    /// <summary>Index of the segment that its items go to, so that it catches up; null where that is open.</summary>
    public int? Pin { get; }

    /// <summary>Run it, and send its items to this segment.</summary>
    public static DropDecision Reroute(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return new(isDrop: false, segment.Index);
    }
}
