using Tangram.Core.Time;

namespace Tangram.Control.Observing;

/// <summary>What was seen of one application during a span of time, by whoever serves or simulates it.</summary>
/// <param name="At">The end of the span.</param>
/// <param name="Span">Its length; above 0.</param>
public sealed record Observation(Instant At, TimeSpan Span)
{
    /// <summary>Requests for the whole graph that came in, refused ones too, by their priority.</summary>
    public IReadOnlyDictionary<int, long> OfferedByPriority { get; init; } = new Dictionary<int, long>();

    /// <summary>Requests that were accepted and ended, whichever way.</summary>
    public long Ended { get; init; }

    /// <summary>Those of them that were answered in time.</summary>
    public long InTime { get; init; }

    /// <summary>What items became of items, by task, variant and child task.</summary>
    public IReadOnlyList<FanOutObservation> FanOuts { get; init; } = [];

    /// <summary>How long batches ran, by variant and segment type.</summary>
    public IReadOnlyList<RunObservation> Runs { get; init; } = [];

    /// <summary>Requests that came in.</summary>
    public long Offered => OfferedByPriority.Values.Sum();
}
