namespace Tangram.Cli.Reproductions;

/// <summary>What one planner reached.</summary>
/// <param name="Planner">Its name.</param>
/// <param name="Demand">The largest demand it serves, requests per second; null where it serves none.</param>
/// <param name="Ratio">That over the first row's; null where either has none.</param>
/// <param name="PaperRatio">The paper's ratio.</param>
internal sealed record FigureRow(string Planner, double? Demand, double? Ratio, double PaperRatio);
