namespace Tangram.Cli.Pages.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is called in the legend.</param>
/// <param name="Points">Its points, from left to right; a point whose value is not finite breaks the line.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<(double X, double Y)> Points);
