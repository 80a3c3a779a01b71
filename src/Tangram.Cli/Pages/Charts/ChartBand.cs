namespace Tangram.Cli.Pages.Charts;

/// <summary>A stretch of a chart's horizontal axis that is set off.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
internal sealed record ChartBand(string Name, double From, double To);
