using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies;

/// <summary>Decides whether an item at the head of a queue is still worth running.</summary>
/// <remarks>Implementations are pure: same arguments, same answer.</remarks>
public interface IDropPolicy
{
    /// <summary>Whether to give the item's request up.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="item">The item.</param>
    /// <param name="task">The task it waits for.</param>
    /// <param name="run">Expected run time of the batch it would be in.</param>
    bool IsHopeless(Instant now, WorkItem item, LayoutTask task, TimeSpan run);
}
