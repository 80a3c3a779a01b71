namespace Tangram.Server.History;

/// <summary>What entries of the history are of. Others may be added: a reader shows what it does not know as it is.</summary>
public static class HistoryKinds
{
    /// <summary>A plan was taken over.</summary>
    public const string Plan = "plan";

    /// <summary>The controller went up or down the ladder.</summary>
    public const string Rung = "rung";

    /// <summary>Segments were changed.</summary>
    public const string Transition = "transition";

    /// <summary>Something was to be done and could not be.</summary>
    public const string Failure = "failure";
}
