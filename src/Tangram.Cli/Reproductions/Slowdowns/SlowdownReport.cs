namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>What came of the figure.</summary>
/// <param name="Version">The format's version.</param>
/// <param name="Figure">The figure's name.</param>
/// <param name="Source">Where the observations come from.</param>
/// <param name="Batches">Batches observed.</param>
/// <param name="AloneError">Mean of |1 − slowdown| / slowdown of batches alone, which no model can know; null where none was alone.</param>
/// <param name="Signals">The same model with different signals.</param>
/// <param name="Changes">Models after a change.</param>
/// <param name="Targets">What is asked of our own model.</param>
/// <param name="Comparison">What the paper says, and ours.</param>
internal sealed record SlowdownReport(
    int Version,
    string Figure,
    SlowdownSource Source,
    int Batches,
    double? AloneError,
    SignalReport Signals,
    IReadOnlyList<ChangeReport> Changes,
    IReadOnlyList<TargetFigure> Targets,
    IReadOnlyList<ComparedFigure> Comparison);
