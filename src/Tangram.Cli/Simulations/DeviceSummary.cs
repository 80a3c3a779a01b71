namespace Tangram.Cli.Simulations;

/// <summary>How busy one device was, on average over replications.</summary>
/// <param name="Device">Its number.</param>
/// <param name="Model">Its model.</param>
/// <param name="Slices">Compute slices of its segments.</param>
/// <param name="Utilization">Share of the time that these were busy, 0..1.</param>
internal sealed record DeviceSummary(int Device, string Model, int Slices, double Utilization);
