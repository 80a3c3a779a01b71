namespace Tangram.Server.Control;

/// <summary>A segment there is.</summary>
/// <param name="Segment">What metrics and logs call it.</param>
/// <param name="Instance">The plan's instance.</param>
/// <param name="Variant">The variant it serves.</param>
/// <param name="SegmentType">Its type.</param>
/// <param name="Device">Its device.</param>
/// <param name="Start">Its first slice.</param>
/// <param name="Serves">Whether it gets items.</param>
internal sealed record SegmentStatus(string Segment, string Instance, string Variant, string SegmentType, int Device, int Start, bool Serves);
