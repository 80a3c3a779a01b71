using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies;

/// <summary>Chooses the segment for an item.</summary>
/// <remarks>Implementations are pure: same arguments, same answer.</remarks>
public interface IDispatchPolicy
{
    /// <summary>Chooses one of <paramref name="segments"/>.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="item">The item to place.</param>
    /// <param name="segments">Segments that serve the item's task; at least one. Those with a live process only, if there are any.</param>
    SegmentState Choose(Instant now, WorkItem item, IReadOnlyList<SegmentState> segments);
}
