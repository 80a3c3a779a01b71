namespace Tangram.Planning.Exact;

/// <summary>The objectives a search keeps to; relaxing one gives a relaxed problem.</summary>
/// <param name="LatencyMilliseconds">Longest path, operators included; may be infinite.</param>
/// <param name="Accuracy">Least product of relative accuracies.</param>
internal sealed record Limits(double LatencyMilliseconds, double Accuracy);
