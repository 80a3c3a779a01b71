namespace Tangram.Control.Estimating;

/// <summary>Run times that depart from those that are counted with.</summary>
/// <param name="Factors">What to count with instead.</param>
/// <param name="IsHeavier">Whether any of them is larger than before.</param>
/// <param name="Why">Which, with their figures.</param>
public sealed record DriftChange(DriftFactors Factors, bool IsHeavier, string Why);
