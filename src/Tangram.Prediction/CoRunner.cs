namespace Tangram.Prediction;

/// <summary>A batch that runs beside another.</summary>
/// <param name="Runner">What runs.</param>
/// <param name="Weight">How much it counts, from 0 to 1, as a signal says: with exact overlap the share of the other's life during which it ran.</param>
public readonly record struct CoRunner(Runner Runner, double Weight);
