namespace Tangram.Planning.Baselines.Loki;

/// <summary>A batch that a task may run.</summary>
/// <param name="Configuration">What a server runs.</param>
/// <param name="Milliseconds">What the task takes of the latency objective with it.</param>
/// <param name="Count">Servers that carry the task's rate with it; at least 1.</param>
internal sealed record LokiStep(Configuration Configuration, double Milliseconds, int Count);
