namespace Tangram.Planning.Milp;

/// <summary>A column times a coefficient.</summary>
/// <param name="Column">The column, by its place in the model.</param>
/// <param name="Coefficient">A finite number.</param>
public readonly record struct MilpTerm(int Column, double Coefficient);
