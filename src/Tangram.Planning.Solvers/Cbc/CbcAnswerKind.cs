namespace Tangram.Planning.Solvers.Cbc;

/// <summary>What a solve found.</summary>
internal enum CbcAnswerKind
{
    /// <summary>A solution, and that none is better.</summary>
    Optimal,

    /// <summary>A solution.</summary>
    Found,

    /// <summary>That there is no solution.</summary>
    Infeasible,

    /// <summary>Nothing within the time.</summary>
    TimedOut,
}
