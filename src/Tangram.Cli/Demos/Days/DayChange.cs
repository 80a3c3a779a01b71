namespace Tangram.Cli.Demos.Days;

/// <summary>A plan that took over during the day.</summary>
/// <param name="Second">When, since the day began.</param>
/// <param name="Hour">The same in hours of the day.</param>
/// <param name="What">What was done, in the controller's words.</param>
/// <param name="Why">Its reason.</param>
internal sealed record DayChange(double Second, double Hour, string What, string Why);
