namespace Tangram.Core.Plans;

/// <summary>A variant that a plan runs for a task.</summary>
/// <param name="Name">The variant's name.</param>
/// <param name="Share">Share of the task's items that it gets; above 0, at most 1.</param>
/// <param name="RelativeAccuracy">Its accuracy over that of the task's best, 0..1.</param>
public sealed record PlannedVariant(string Name, double Share, double RelativeAccuracy);
