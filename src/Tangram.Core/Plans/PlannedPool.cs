namespace Tangram.Core.Plans;

/// <summary>The devices of one model that a plan was made for.</summary>
/// <param name="Model">The device model's name.</param>
/// <param name="Available">Devices there are; in the order of the pools, they are counted from 0 through all of them.</param>
/// <param name="Used">Devices with at least one segment.</param>
public sealed record PlannedPool(string Model, int Available, int Used);
