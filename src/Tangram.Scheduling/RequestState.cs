using Tangram.Core.Time;

namespace Tangram.Scheduling;

/// <summary>How far one request has come through the task graph.</summary>
/// <param name="deadline">When it must be answered.</param>
/// <param name="wholeGraph">Whether items go on to child tasks, as for an application, or stop after the first task.</param>
internal sealed class RequestState(Instant deadline, bool wholeGraph)
{
    public Instant Deadline { get; } = deadline;

    public bool WholeGraph { get; } = wholeGraph;

    /// <summary>Whether a process died while running an item of it; such a request is never dropped, only late.</summary>
    public bool WasHit { get; set; }

    /// <summary>Items that were created and are not through yet.</summary>
    public HashSet<long> Outstanding { get; } = [];
}
