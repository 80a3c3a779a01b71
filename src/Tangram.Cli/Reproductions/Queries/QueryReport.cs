namespace Tangram.Cli.Reproductions.Queries;

/// <summary>What came of the study.</summary>
/// <param name="Figure">The study's name.</param>
/// <param name="Gpu">The GPU model.</param>
/// <param name="Gpus">How many.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Queries">Queries simulated at each load.</param>
/// <param name="Sizes">How large they are, in words.</param>
/// <param name="Models">By model.</param>
/// <param name="Comparison">The paper's figures and ours.</param>
internal sealed record QueryReport(
    string Figure, string Gpu, int Gpus, ulong Seed, int Queries, string Sizes, IReadOnlyList<QueryModelReport> Models, IReadOnlyList<ComparedFigure> Comparison);
