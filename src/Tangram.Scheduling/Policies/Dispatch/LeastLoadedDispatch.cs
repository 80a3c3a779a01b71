using Tangram.Core.Catalogs;
using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies.Dispatch;

/// <summary>The segment on which the item would be finished first; ties go to the smaller segment, then to the first.</summary>
public sealed class LeastLoadedDispatch : IDispatchPolicy, ICatalogued<LeastLoadedDispatch, IDispatchPolicy>
{
    /// <inheritdoc/>
    public static string Name => "least-loaded";

    /// <inheritdoc/>
    public static IDispatchPolicy Create(Settings settings) => new LeastLoadedDispatch();

    /// <inheritdoc/>
    public SegmentState Choose(Instant now, WorkItem item, IReadOnlyList<SegmentState> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return segments.MinBy(s => (s.Wait(now) + s.Segment.Latency.Of(1), s.Segment.Slices, s.Segment.Index))!;
    }
}
