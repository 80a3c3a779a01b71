namespace Tangram.Core.Applications;

/// <summary>What an application promises its users.</summary>
/// <param name="LatencyMilliseconds">End to end, from arrival to answer; above 0.</param>
/// <param name="Accuracy">Least product of relative accuracies along the graph; above 0, at most 1.</param>
public sealed record Objectives(double LatencyMilliseconds, double Accuracy);
