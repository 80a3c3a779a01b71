namespace Tangram.Control.Transitions;

/// <summary>How a device, or a fleet, comes from one plan to another.</summary>
/// <param name="Kept">Segments of the target that run already: the same variant, segment type, batch size and tasks at the same place; what each was called before.</param>
/// <param name="Steps">What is done, in order.</param>
/// <param name="LowestCapacity">Requests per second that the serving segments carry at the worst moment, by the application that is worst off.</param>
/// <param name="Dip">How long they are expected to carry less than the demand; zero where they never do.</param>
public sealed record Transition(
    IReadOnlyList<(PlacedInstance Before, PlacedInstance Target)> Kept, IReadOnlyList<TransitionStep> Steps, double LowestCapacity, TimeSpan Dip);
