namespace Tangram.Simulation.Running;

/// <summary>Kinds of events.</summary>
internal enum EventKind
{
    /// <summary>Requests of a load arrive.</summary>
    Arrival,

    /// <summary>A process ends its batch.</summary>
    RunEnd,

    /// <summary>The operators around an item's run are through.</summary>
    ItemDone,

    /// <summary>The engine asked to be woken for a segment.</summary>
    Wake,

    /// <summary>A process dies.</summary>
    Failure,

    /// <summary>A process that died, or is new, is ready.</summary>
    Ready,

    /// <summary>Another plan takes over.</summary>
    Change,
}
