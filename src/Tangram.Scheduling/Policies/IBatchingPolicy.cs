using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies;

/// <summary>Decides, whenever a process is idle, whether to run now and with how many items.</summary>
/// <remarks>Implementations are pure: same arguments, same answer. They own no clock, thread or queue.</remarks>
public interface IBatchingPolicy
{
    /// <summary>Chooses what an idle process of a segment does next.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="queue">Waiting items, earliest deadline first; never empty.</param>
    /// <param name="segment">Where they wait.</param>
    /// <param name="after">Expected time from the end of the batch to the answer.</param>
    BatchDecision Decide(Instant now, IReadOnlyList<WorkItem> queue, Segment segment, TimeSpan after);
}
