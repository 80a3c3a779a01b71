namespace Tangram.Cli.Reproductions.Days;

/// <summary>One application's day.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="Basis">On what its figures stand.</param>
/// <param name="LatencyObjectiveMilliseconds">Its latency objective.</param>
/// <param name="AccuracyObjective">Its accuracy objective, relative to its best variants.</param>
/// <param name="Capacity">The largest demand that the full system can plan for, which is the day's highest, requests per second.</param>
/// <param name="Systems">In the figure's order.</param>
internal sealed record DayApplication(
    string Application, string Basis, double LatencyObjectiveMilliseconds, double AccuracyObjective, double Capacity, IReadOnlyList<DaySystem> Systems);
