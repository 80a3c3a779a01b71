namespace Tangram.Cli.Demos.Days;

/// <summary>What ran at one instant of the day.</summary>
/// <param name="Second">Time since the day began.</param>
/// <param name="Hour">The same in hours of the day.</param>
/// <param name="Demand">Requests per second that come on average then.</param>
/// <param name="PlannedDemand">Requests per second that the running plan is made for.</param>
/// <param name="Slices">Slices that the running plan takes.</param>
/// <param name="Accuracy">Accuracy of the running plan, relative to the best variants, 0..1.</param>
/// <param name="Variants">The variants it runs, parents before children, with <c>+</c> between them.</param>
/// <param name="Generation">Which plan it is, the first being 0 or 1 as the server counts.</param>
/// <param name="Rung">How far the controller has gone down for want of capacity, in its words.</param>
internal sealed record DaySample(double Second, double Hour, double Demand, double PlannedDemand, int Slices, double Accuracy, string Variants, long Generation, string Rung);
