namespace Tangram.Cli.Reproductions.Days;

/// <summary>What came of the day.</summary>
/// <param name="Figure">The figure's name.</param>
/// <param name="Gpu">The GPU model.</param>
/// <param name="Gpus">How many.</param>
/// <param name="Slices">Compute slices of all.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="SimulatedPoints">Points of the day that were simulated.</param>
/// <param name="SecondsPerPoint">Seconds simulated of each.</param>
/// <param name="Shape">The demand's shape in words.</param>
/// <param name="Policies">The policies in words.</param>
/// <param name="Applications">By application.</param>
/// <param name="Comparison">The paper's figures and ours.</param>
internal sealed record DayReport(
    string Figure,
    string Gpu,
    int Gpus,
    long Slices,
    ulong Seed,
    int SimulatedPoints,
    double SecondsPerPoint,
    string Shape,
    string Policies,
    IReadOnlyList<DayApplication> Applications,
    IReadOnlyList<ComparedFigure> Comparison);
