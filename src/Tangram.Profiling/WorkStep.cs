namespace Tangram.Profiling;

/// <summary>How far long work has come.</summary>
/// <param name="Fraction">From 0 to 1.</param>
/// <param name="Doing">What is being done, in a few words.</param>
public readonly record struct WorkStep(double Fraction, string Doing);
