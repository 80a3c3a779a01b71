namespace Tangram.Control.Ladder;

/// <summary>How far a controller has gone down for want of capacity; in this order, and back in reverse.</summary>
public enum Rung
{
    /// <summary>A plan carries the demand within the objectives.</summary>
    Objectives,

    /// <summary>A plan carries it with an accuracy below the objective, not below the floor.</summary>
    LowerAccuracy,

    /// <summary>No plan carries it: requests of the lowest priorities are refused.</summary>
    Shed,

    /// <summary>Nor what is left: requests beyond the capacity are refused, whatever their priority.</summary>
    Refuse,
}
