namespace Tangram.Planning.Verifying;

/// <summary>How an application would do under a plan.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="Attainment">Share of the requests that are answered within the latency objective, 0..1.</param>
/// <param name="Tasks">How its tasks would do; those left out may be missing.</param>
public sealed record ApplicationVerdict(string Application, double Attainment, IReadOnlyList<TaskVerdict> Tasks);
