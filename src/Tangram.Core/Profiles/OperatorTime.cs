namespace Tangram.Core.Profiles;

/// <summary>What the operators around the models cost, per item, on this machine.</summary>
/// <param name="Step"><c>entry</c>, <c>answer</c>, or a task's name.</param>
/// <param name="Variant">The task's variant; null for <c>entry</c> and <c>answer</c>.</param>
/// <param name="P50Milliseconds">Median.</param>
/// <param name="P95Milliseconds">What 95 % stay within.</param>
public sealed record OperatorTime(string Step, string? Variant, double P50Milliseconds, double P95Milliseconds);
