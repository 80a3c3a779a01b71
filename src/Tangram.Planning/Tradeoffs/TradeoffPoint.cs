namespace Tangram.Planning.Tradeoffs;

/// <summary>What a plan takes at one value of an objective.</summary>
/// <param name="Objective">The objective, in the unit of the trade-off.</param>
/// <param name="Devices">Devices of the plan; null where there is none.</param>
/// <param name="Slices">Compute slices of the plan; null where there is none.</param>
public sealed record TradeoffPoint(double Objective, int? Devices, int? Slices);
