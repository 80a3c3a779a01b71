namespace Tangram.Control.Transitions;

/// <summary>A point of a transition at which nothing is under way.</summary>
/// <param name="Gone">The segments that have been destroyed.</param>
/// <param name="Left">What those that go later carry, by task.</param>
/// <param name="On">What those that came carry, by task.</param>
/// <param name="Started">How many came.</param>
internal sealed record StopState(SegmentSet Gone, long[] Left, long[] On, int Started);
