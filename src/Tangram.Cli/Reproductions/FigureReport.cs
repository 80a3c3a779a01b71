namespace Tangram.Cli.Reproductions;

/// <summary>What a reproduction found.</summary>
/// <param name="Figure">The figure's name, such as <c>jigsaw-fig3</c>.</param>
/// <param name="Application">The application's name.</param>
/// <param name="Gpu">The GPU model.</param>
/// <param name="Gpus">How many.</param>
/// <param name="ProfiledOn">The machine's line of the profile.</param>
/// <param name="Rows">The planners, in the figure's order.</param>
internal sealed record FigureReport(string Figure, string Application, string Gpu, int Gpus, string ProfiledOn, IReadOnlyList<FigureRow> Rows);
