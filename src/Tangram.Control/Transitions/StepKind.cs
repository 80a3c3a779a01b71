namespace Tangram.Control.Transitions;

/// <summary>What a step of a transition does.</summary>
public enum StepKind
{
    /// <summary>Creates a segment of the target on its device; its place is free.</summary>
    Create,

    /// <summary>Starts the workers of a created segment, loads and warms up their variant; from the end of the step on it serves.</summary>
    Load,

    /// <summary>Requests go by the target's task graph, shares and budgets from now on. Once in a transition.</summary>
    Switch,

    /// <summary>A segment that the target does not have gets no more items; the step ends when it runs none.</summary>
    Drain,

    /// <summary>Ends the workers of a drained segment and destroys it; its place is free from now on.</summary>
    Destroy,
}
