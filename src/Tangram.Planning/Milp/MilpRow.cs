namespace Tangram.Planning.Milp;

/// <summary>A condition on columns: lower bound ≤ sum of terms ≤ upper bound.</summary>
/// <param name="Name">For messages and for people who read the model.</param>
/// <param name="Terms">Each column at most once.</param>
/// <param name="Lower">Least sum; may be negative infinity.</param>
/// <param name="Upper">Greatest sum; may be infinity.</param>
public sealed record MilpRow(string Name, IReadOnlyList<MilpTerm> Terms, double Lower, double Upper);
