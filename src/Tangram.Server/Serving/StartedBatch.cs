using Tangram.Core.Time;
using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <summary>A batch that the engine started.</summary>
/// <param name="Process">The process that runs it.</param>
/// <param name="Run">Its number.</param>
/// <param name="Segment">The process's segment.</param>
/// <param name="Items">Its items.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Expected">How long it is expected to run.</param>
internal sealed record StartedBatch(ProcessId Process, long Run, Segment Segment, IReadOnlyList<(WorkItem Item, ServedItem Served)> Items, Instant DecidedAt, TimeSpan Expected)
{
    /// <summary>Whether its items' inputs are read no more.</summary>
    public bool HasEnded { get; set; }
}
