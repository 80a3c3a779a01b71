using Tangram.Core.Time;

namespace Tangram.Scheduling.Snapshots;

/// <summary>A request in flight.</summary>
/// <param name="Slot">Where its state is kept.</param>
/// <param name="Number">Its number.</param>
/// <param name="Deadline">When it must be answered.</param>
/// <param name="Application">Its application's name.</param>
/// <param name="WholeGraph">Whether its items go on to child tasks.</param>
/// <param name="Outstanding">Items that were created and are not through.</param>
/// <param name="Through">Items that are through.</param>
/// <param name="IsPartial">Whether an item of it was given up.</param>
/// <param name="Lost">Items whose process died.</param>
/// <param name="Twice">Those of them that are through and may be heard of again.</param>
/// <param name="WasHit">Whether a process died while running an item of it.</param>
public sealed record RequestSnapshot(
    int Slot,
    long Number,
    Instant Deadline,
    string Application,
    bool WholeGraph,
    int Outstanding,
    int Through,
    bool IsPartial,
    IReadOnlyList<long> Lost,
    IReadOnlyList<long> Twice,
    bool WasHit)
{
    /// <summary>Its own priority among the requests of its application.</summary>
    public int Priority { get; init; }
}
