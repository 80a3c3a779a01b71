namespace Tangram.Planning.Deciding;

/// <summary>A segment of the plan that has no place yet.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Batch">Most items in one batch.</param>
/// <param name="Index">Its place among the plan's instances.</param>
internal sealed record WaitingSegment(SegmentKind Kind, int Batch, int Index);
