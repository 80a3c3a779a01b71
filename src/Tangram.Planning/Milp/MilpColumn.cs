namespace Tangram.Planning.Milp;

/// <summary>An unknown of a <see cref="MilpModel"/>.</summary>
/// <param name="Name">For messages and for people who read the model.</param>
/// <param name="Lower">Least value; may be negative infinity.</param>
/// <param name="Upper">Greatest value; may be infinity.</param>
/// <param name="IsInteger">Whether only whole numbers will do.</param>
public sealed record MilpColumn(string Name, double Lower, double Upper, bool IsInteger);
