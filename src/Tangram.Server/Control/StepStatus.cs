using Tangram.Control.Transitions;

namespace Tangram.Server.Control;

/// <summary>A step of a transition, for people.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Segment">The instance; null for the switch.</param>
/// <param name="Device">Its device; null for the switch.</param>
/// <param name="Start">Its first slice; null for the switch.</param>
internal sealed record StepStatus(StepKind Kind, string? Segment, int? Device, int? Start)
{
    public static StepStatus Of(TransitionStep step) => new(step.Kind, step.Segment?.Instance.Id, step.Segment?.Placement.Device, step.Segment?.Placement.Start);
}
