namespace Tangram.Control.Transitions;

/// <summary>A step of a transition.</summary>
/// <param name="Stage">Steps of one stage may be taken at once; a stage begins when the one before has ended. From 0, ascending.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Segment">To which segment: of the target for <see cref="StepKind.Create"/> and <see cref="StepKind.Load"/>, of what was before for <see cref="StepKind.Drain"/> and <see cref="StepKind.Destroy"/>; null for <see cref="StepKind.Switch"/>.</param>
public sealed record TransitionStep(int Stage, StepKind Kind, PlacedInstance? Segment);
