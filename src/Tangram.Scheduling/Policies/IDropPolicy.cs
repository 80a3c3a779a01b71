using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies;

/// <summary>Decides, whenever a process is idle, whether an item that waits is still worth running.</summary>
/// <remarks>Implementations are pure: same arguments, same answer.</remarks>
public interface IDropPolicy
{
    /// <summary>Whether to give the item's request up.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="item">The item.</param>
    /// <param name="after">Expected time from the end of its run to its request's answer.</param>
    /// <param name="run">Expected run time of a batch of it alone: the least it can take.</param>
    bool IsHopeless(Instant now, WorkItem item, TimeSpan after, TimeSpan run);
}
