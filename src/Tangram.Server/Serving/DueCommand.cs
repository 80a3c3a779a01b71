using Tangram.Core.Time;

namespace Tangram.Server.Serving;

/// <summary>What is to be done once the executor's lock was let go: run a batch, wake the engine, or tell a request's outcome.</summary>
internal readonly record struct DueCommand
{
    private DueCommand(StartedBatch? batch, ISegmentWorker? worker, Instant when, int segment, ServedRequest? request, Outcome? outcome) =>
        (Batch, Worker, When, Segment, Request, Outcome) = (batch, worker, when, segment, request, outcome);

    /// <summary>A batch to run, by <see cref="Worker"/>; null where it is something else.</summary>
    public StartedBatch? Batch { get; }

    /// <summary>Who runs it.</summary>
    public ISegmentWorker? Worker { get; }

    /// <summary>When to wake the engine for <see cref="Segment"/>.</summary>
    public Instant When { get; }

    /// <summary>The segment's index.</summary>
    public int Segment { get; }

    /// <summary>A request that ended with <see cref="Outcome"/>; null where it is something else.</summary>
    public ServedRequest? Request { get; }

    /// <summary>How it ended.</summary>
    public Outcome? Outcome { get; }

    public static DueCommand Start(StartedBatch batch, ISegmentWorker worker) => new(batch, worker, default, 0, null, null);

    public static DueCommand Wake(Instant when, int segment) => new(null, null, when, segment, null, null);

    public static DueCommand End(ServedRequest request, Outcome outcome) => new(null, null, default, 0, request, outcome);
}
