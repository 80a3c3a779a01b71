namespace Tangram.Control.Observing;

/// <summary>Batches that ran, and how long that took beside what the profile measured.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="SegmentType">The segment type, such as <c>1c</c> or <c>1g.10gb×2</c>.</param>
/// <param name="Batches">Batches that ran; above 0.</param>
/// <param name="Actual">How long they ran, together.</param>
/// <param name="Profiled">How long the profile as measured, never refreshed, says that they run, together, slowdowns left out; above 0.</param>
public sealed record RunObservation(string Variant, string SegmentType, long Batches, TimeSpan Actual, TimeSpan Profiled);
