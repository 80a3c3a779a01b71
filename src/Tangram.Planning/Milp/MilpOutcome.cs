namespace Tangram.Planning.Milp;

/// <summary>How a solve ended.</summary>
public abstract record MilpOutcome
{
    private MilpOutcome(TimeSpan elapsed) => Elapsed = elapsed;

    /// <summary>How long it took, by the solver's clock.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>A solution was found.</summary>
    /// <param name="Values">The columns' values, in their order; those of integer columns are rounded.</param>
    /// <param name="Objective">The objective's value.</param>
    /// <param name="IsOptimal">Whether no better one exists; false where the time ran out or the gap was accepted.</param>
    /// <param name="Elapsed">How long it took.</param>
    public sealed record Solved(IReadOnlyList<double> Values, double Objective, bool IsOptimal, TimeSpan Elapsed) : MilpOutcome(Elapsed);

    /// <summary>No values satisfy all rows.</summary>
    /// <param name="Elapsed">How long it took.</param>
    public sealed record Infeasible(TimeSpan Elapsed) : MilpOutcome(Elapsed);

    /// <summary>The time ran out before a solution was found, or it was proven that there is none.</summary>
    /// <param name="Elapsed">How long it took.</param>
    public sealed record TimedOut(TimeSpan Elapsed) : MilpOutcome(Elapsed);
}
