namespace Tangram.Control.Ladder;

/// <summary>What less demand, or lighter requests, would allow.</summary>
internal enum Opportunity
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>To refuse by priority only, and nobody for being too many.</summary>
    LiftLimit,

    /// <summary>To refuse fewer priorities.</summary>
    RefuseFewer,

    /// <summary>To refuse nobody.</summary>
    EndShedding,

    /// <summary>To keep the accuracy objective again.</summary>
    RestoreAccuracy,

    /// <summary>To take fewer slices, or be more accurate, on the same rung.</summary>
    TakeLess,

    /// <summary>To count with shorter run times or smaller fan-outs.</summary>
    CountLess,
}
